using System.Buffers;

namespace ScriptProxy.Forwarding.Connections;

/// <summary>What has arrived from a server and was not consumed yet.</summary>
internal sealed class ReceiveBuffer
{
    public const int Smallest = 4096;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public int Count => _end - _start;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, Count);

    public ReadOnlyMemory<byte> UnreadMemory => _bytes.AsMemory(_start, Count);

    /// <summary>Room to receive into. Nothing may be asked for again before that is over.</summary>
    /// <param name="size">How large the buffer is to be, at least.</param>
    public Memory<byte> Free(int size = Smallest)
    {
        if (_start == _end)
            _start = _end = 0;
        if (_bytes.Length < size || _end == _bytes.Length)
            Rearrange(Math.Max(size, Count < _bytes.Length ? _bytes.Length : _bytes.Length * 2));
        return _bytes.AsMemory(_end);
    }

    public void Received(int count) => _end += count;

    public void Consume(int count) => _start += count;

    /// <summary>Gives a buffer back that is larger when there is nothing in it.</summary>
    public void Shrink(int most = Smallest)
    {
        if (Count == 0 && _bytes.Length > most)
            Release();
    }

    public void Release()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _start = _end = 0;
    }

    private void Rearrange(int size)
    {
        var count = Count;
        if (size <= _bytes.Length)
        {
            Unread.CopyTo(_bytes);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(size);
            Unread.CopyTo(larger);
            Release();
            _bytes = larger;
        }

        _start = 0;
        _end = count;
    }
}
