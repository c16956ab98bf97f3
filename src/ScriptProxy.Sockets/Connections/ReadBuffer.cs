using System.Buffers;

namespace ScriptProxy.Sockets.Connections;

/// <summary>
/// What has been received on a connection and was not consumed, in one piece. Holds no memory while there is nothing
/// in it.
/// </summary>
internal sealed class ReadBuffer
{
    private const int Smallest = 4096;
    private const int Largest = 128 * 1024;

    private byte[]? _bytes;
    private int _start;
    private int _end;
    private int _examined;
    private int _size = Smallest;

    /// <summary>Whether anything has been consumed yet.</summary>
    public bool IsBegun { get; private set; }

    public bool HasUnexamined => _examined < _end;

    public ReadOnlySequence<byte> Unconsumed =>
        _bytes is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(_bytes, _start, _end - _start);

    /// <summary>
    /// Room to receive into, behind what is there. Nothing else may be asked of it before that is over.
    /// </summary>
    public Span<byte> Room()
    {
        if (_bytes is null)
            _bytes = ArrayPool<byte>.Shared.Rent(_size);
        else if (_end == _bytes.Length)
            MakeRoom(_bytes);
        return _bytes.AsSpan(_end);
    }

    /// <summary>So many bytes have come. The next piece is asked for by how well this one filled its room.</summary>
    public void Received(int count)
    {
        var room = _bytes!.Length - _end;
        _end += count;
        if (count == room)
            _size = Math.Min(Math.Max(_size, _bytes.Length) * 2, Largest);
        else if (count < _size / 4 && _size > Smallest)
            _size /= 2;
    }

    public void Advance(SequencePosition consumed, SequencePosition examined)
    {
        // Of an empty sequence, or of none.
        if (_bytes is null || consumed.GetObject() != _bytes)
            return;
        var to = consumed.GetInteger();
        var seen = examined.GetObject() == _bytes ? examined.GetInteger() : to;
        if (to < _start || seen < to || seen > _end)
            throw new InvalidOperationException("That is no position in what was read and not consumed.");
        IsBegun |= to > _start;
        _start = to;
        _examined = seen;
        ReleaseEmpty();
    }

    /// <summary>Gives the memory back, with what is in it.</summary>
    public void Release()
    {
        if (_bytes is not null)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = null;
        _start = _end = _examined = 0;
    }

    /// <summary>Gives the memory back if there is nothing in it.</summary>
    public void ReleaseEmpty()
    {
        if (_start == _end)
            Release();
    }

    private void MakeRoom(byte[] full)
    {
        var count = _end - _start;

        // Nothing of it is moved twice for less than it has room for.
        if (_start >= full.Length / 2)
        {
            full.AsSpan(_start, count).CopyTo(full);
        }
        else
        {
            _bytes = ArrayPool<byte>.Shared.Rent(full.Length * 2);
            full.AsSpan(_start, count).CopyTo(_bytes);
            ArrayPool<byte>.Shared.Return(full);
        }

        _examined -= _start;
        _start = 0;
        _end = count;
    }
}
