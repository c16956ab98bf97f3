using System.Buffers;
using ScriptProxy.Sockets.Loops;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Connections;

/// <summary>
/// What has been written on a connection and was not sent. Holds no memory while there is nothing in it.
/// </summary>
internal sealed class WriteBuffer
{
    private const int Smallest = 4096;
    private const int Largest = 128 * 1024;

    // Few and large ones fit into one call.
    private const int Growth = 8;
    private const int MostPieces = 4;

    private WriteBlock[] _blocks = [];
    private int _count;

    // Of the first block.
    private int _sent;

    public long Count { get; private set; }

    /// <summary>At least this much, or anything at all for 0.</summary>
    public Memory<byte> Room(int atLeast)
    {
        if (_count > 0)
        {
            ref var last = ref _blocks[_count - 1];
            if (last.Bytes.Length - last.Count >= Math.Max(atLeast, 1))
                return last.Bytes.AsMemory(last.Count);
            if (last.Count == 0)
                ArrayPool<byte>.Shared.Return(_blocks[--_count].Bytes);
        }

        if (_count == _blocks.Length)
            Array.Resize(ref _blocks, Math.Max(1, _count * 2));
        var next = _count == 0 ? Smallest : Math.Min(_blocks[_count - 1].Bytes.Length * Growth, Largest);
        var size = Math.Max(atLeast, next);
        ref var block = ref _blocks[_count++];
        block = new WriteBlock(ArrayPool<byte>.Shared.Rent(size));
        return block.Bytes;
    }

    public void Advance(int count)
    {
        ref var last = ref _blocks[Math.Max(_count - 1, 0)];
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(last.Bytes.Length - last.Count));
        last.Count += count;
        Count += count;
    }

    /// <summary>Sends what one call takes: how much that was, or a negated errno.</summary>
    public int SendTo(LoopSocket socket)
    {
        var sent = _count == 1
            ? socket.Send(_blocks[0].Bytes.AsSpan(_sent, _blocks[0].Count - _sent))
            : SendPieces(socket);
        if (sent > 0)
            Remove(sent);
        return sent;
    }

    /// <summary>Gives the memory back, with what is in it.</summary>
    public void Release()
    {
        while (_count > 0)
            ArrayPool<byte>.Shared.Return(_blocks[--_count].Bytes);
        if (_blocks.Length > MostPieces)
            _blocks = [];
        _sent = 0;
        Count = 0;
    }

    private unsafe int SendPieces(LoopSocket socket)
    {
        var taken = Math.Min(_count, MostPieces);
        fixed (byte* first = BytesOf(0), second = BytesOf(1), third = BytesOf(2), fourth = BytesOf(3))
        {
            var pieces = stackalloc MessagePiece[MostPieces];
            pieces[0] = new MessagePiece { Bytes = first + _sent, Count = (nuint)(_blocks[0].Count - _sent) };
            pieces[1] = new MessagePiece { Bytes = second, Count = CountOf(1) };
            pieces[2] = new MessagePiece { Bytes = third, Count = CountOf(2) };
            pieces[3] = new MessagePiece { Bytes = fourth, Count = CountOf(3) };
            return socket.Send(pieces, taken, more: taken < _count);
        }
    }

    private byte[]? BytesOf(int index) => index < _count ? _blocks[index].Bytes : null;

    private nuint CountOf(int index) => index < _count ? (nuint)_blocks[index].Count : 0;

    private void Remove(int sent)
    {
        Count -= sent;
        if (Count == 0)
        {
            Release();
            return;
        }

        _sent += sent;
        var gone = 0;
        while (_sent >= _blocks[gone].Count)
        {
            _sent -= _blocks[gone].Count;
            ArrayPool<byte>.Shared.Return(_blocks[gone++].Bytes);
        }

        _count -= gone;
        Array.Copy(_blocks, gone, _blocks, 0, _count);
    }
}
