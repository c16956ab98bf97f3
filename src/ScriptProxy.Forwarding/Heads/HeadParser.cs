namespace ScriptProxy.Forwarding.Heads;

/// <summary>
/// Reads the heads of a server's answers, and trailers, line by line as they arrive. Each line ends with CR and LF; a lone one of
/// them, and any other control, is refused: readers do not agree on what it means (RFC 9112 §2.2).
/// </summary>
internal sealed class HeadParser
{
    private readonly LineMemory _memory = new();
    private State _state;
    private int _left;
    private int _scanned;

    private enum State
    {
        Status,
        Fields,
        Trailers,
    }

    public AnswerHead Head { get; } = new();

    /// <summary>What stood behind a chunked body.</summary>
    public FieldList Trailers { get; } = new();

    /// <summary>What is wrong, after <see cref="ParseStep.Bad"/>.</summary>
    public string? Fault { get; private set; }

    /// <summary>Begins with the answers to another request.</summary>
    /// <param name="limit">How many bytes all heads of these answers may have together, the interim ones included.</param>
    public void Begin(int limit)
    {
        _left = limit;
        Fault = null;
        Trailers.Clear();
        BeginHead();
    }

    /// <summary>Begins with the head behind an interim answer.</summary>
    public void BeginHead()
    {
        _state = State.Status;
        _scanned = 0;
        Head.Clear();
        _memory.Begin();
    }

    /// <summary>Begins with what stands behind the last chunk.</summary>
    public void BeginTrailers()
    {
        _state = State.Trailers;
        _scanned = 0;
    }

    /// <summary>Reads what has arrived.</summary>
    /// <param name="bytes">All that was not consumed before, and what has come since.</param>
    /// <param name="consumed">How much of it is done with.</param>
    public ParseStep Parse(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        while (true)
        {
            var rest = bytes[consumed..];
            var step = _state == State.Fields && _memory.TryRecall(rest, out var field, out var length)
                ? Take(field, length)
                : ReadLine(rest, out length);
            if (step != ParseStep.NeedsMore)
            {
                consumed += length;
                return step;
            }

            if (length == 0)
                return step;
            consumed += length;
        }
    }

    private ParseStep Take(in Field field, int length)
    {
        _scanned = 0;
        _left -= length;
        if (_left < 0)
            return ParseStep.TooLarge;
        return Head.Add(field) is { } fault ? Bad(fault) : ParseStep.NeedsMore;
    }

    // Without a length when the line is not whole yet.
    private ParseStep ReadLine(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        var end = bytes[_scanned..].IndexOfAny(FieldBytes.Controls);
        end = end < 0 ? bytes.Length : end + _scanned;
        if (end >= bytes.Length - 1 && (end == bytes.Length || bytes[end] == '\r'))
        {
            _scanned = end;
            return bytes.Length > _left ? ParseStep.TooLarge : ParseStep.NeedsMore;
        }

        if (bytes[end] != '\r' || bytes[end + 1] != '\n')
            return Bad(bytes[end] is (byte)'\r' or (byte)'\n' ? "it has a line that does not end with CR LF" : "it has a control character in its head");
        length = end + 2;
        _scanned = 0;
        _left -= length;
        return _left < 0 ? ParseStep.TooLarge : Read(bytes[..end], bytes[..length]);
    }

    private ParseStep Read(ReadOnlySpan<byte> line, ReadOnlySpan<byte> withEnd)
    {
        if (_state == State.Status)
        {
            _state = State.Fields;
            return StatusLine.Read(line, Head) is { } wrong ? Bad(wrong) : ParseStep.NeedsMore;
        }

        if (line.IsEmpty)
            return Finish();
        if (FieldLine.Read(line, out var field) is { } fault)
            return Bad(fault);
        if (_state == State.Fields)
        {
            _memory.Keep(withEnd, field);
            return Head.Add(field) is { } clash ? Bad(clash) : ParseStep.NeedsMore;
        }

        Trailers.Add(field);
        return ParseStep.NeedsMore;
    }

    private ParseStep Finish() =>
        _state == State.Fields && Head.Finish() is { } fault ? Bad(fault) : ParseStep.Done;

    private ParseStep Bad(string fault)
    {
        Fault = fault;
        return ParseStep.Bad;
    }
}
