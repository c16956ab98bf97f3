using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding.Bodies;

/// <summary>
/// Reads a chunked body as it arrives (RFC 9112 §7.1), up to the trailers. A size is hexadecimal digits and nothing else;
/// extensions are passed over. A value, so that a copy of it can look ahead.
/// </summary>
internal struct ChunkParser
{
    // Of a size; and of the extensions of one chunk.
    private const int MostDigits = 16;
    private const int MostExtension = 1024;

    private State _state;
    private int _count;
    private long _left;

    private enum State : byte
    {
        Size,
        Extension,
        SizeEnd,
        Data,
        DataEnd,
        DataEndLf,
        Done,
    }

    /// <summary>How much of data comes next.</summary>
    public readonly long DataAhead => _state == State.Data ? _left : 0;

    /// <summary>What is wrong, after <see cref="ChunkStep.Bad"/>.</summary>
    public string? Fault { get; private set; }

    /// <summary>Notes that so much of the current chunk's data has been read elsewhere.</summary>
    public void Skip(int count)
    {
        _left -= count;
        if (_left == 0)
            _state = State.DataEnd;
    }

    /// <summary>Reads on, to the next piece of data or the end.</summary>
    /// <param name="bytes">What has arrived and was not consumed.</param>
    /// <param name="consumed">How much of it is done with, the data included.</param>
    /// <param name="data">The data, after <see cref="ChunkStep.Data"/>.</param>
    public ChunkStep Next(ReadOnlySpan<byte> bytes, out int consumed, out ReadOnlySpan<byte> data)
    {
        data = default;
        for (consumed = 0; consumed < bytes.Length;)
        {
            if (_state == State.Data)
            {
                data = bytes.Slice(consumed, (int)Math.Min(_left, bytes.Length - consumed));
                consumed += data.Length;
                Skip(data.Length);
                return ChunkStep.Data;
            }

            if (!Step(bytes[consumed++]))
                return ChunkStep.Bad;
            if (_state == State.Done)
                return ChunkStep.Last;
        }

        return ChunkStep.NeedsMore;
    }

    private bool Step(byte next) => _state switch
    {
        State.Size => StepSize(next),
        State.Extension => StepExtension(next),
        State.SizeEnd => StepSizeEnd(next),
        State.DataEnd => Expect(next, (byte)'\r', State.DataEndLf, "a chunk of it is longer than its size"),
        State.DataEndLf => Expect(next, (byte)'\n', State.Size, "a chunk of it does not end with CR LF"),
        _ => Bad("a chunk of it is none"),
    };

    private bool StepSize(byte next)
    {
        var digit = HexDigit(next);
        if (digit < 0)
            return EndDigits(next);
        _left = (_left << 4) | (long)digit;
        return ++_count <= MostDigits && _left >= 0 || Bad("the size of a chunk of it is too large");
    }

    private bool EndDigits(byte next)
    {
        if (_count == 0 || next is not ((byte)'\r' or (byte)';'))
            return Bad("the size of a chunk of it is no number");
        _count = 0;
        _state = next == '\r' ? State.SizeEnd : State.Extension;
        return true;
    }

    private bool StepExtension(byte next)
    {
        if (next == '\r')
        {
            _state = State.SizeEnd;
            return true;
        }

        if (FieldBytes.Controls.Contains(next))
            return Bad("a chunk extension of it has a control character");
        return ++_count <= MostExtension || Bad("a chunk extension of it is too long");
    }

    private bool StepSizeEnd(byte next)
    {
        _count = 0;
        return Expect(next, (byte)'\n', _left == 0 ? State.Done : State.Data, "the size of a chunk of it does not end with CR LF");
    }

    private bool Expect(byte next, byte expected, State then, string fault)
    {
        if (next != expected)
            return Bad(fault);
        _state = then;
        return true;
    }

    private bool Bad(string fault)
    {
        Fault = fault;
        return false;
    }

    private static int HexDigit(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        _ => -1,
    };
}
