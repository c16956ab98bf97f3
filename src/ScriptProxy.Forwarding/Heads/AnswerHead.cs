namespace ScriptProxy.Forwarding.Heads;

/// <summary>The head of an upstream's answer, read and found sound. Valid until the exchange is over.</summary>
public sealed class AnswerHead
{
    private int _connections;

    public int Status { get; internal set; }

    /// <summary>The reason phrase; null where it is the usual one for the status, or empty.</summary>
    public string? Reason { get; internal set; }

    /// <summary>All header fields, those of this hop included.</summary>
    public FieldList Fields { get; } = new();

    /// <summary>What Content-Length says; null when there is none.</summary>
    public long? ContentLength { get; private set; }

    /// <summary>Whether the body comes in chunks.</summary>
    public bool IsChunked { get; private set; }

    /// <summary>Whether it is HTTP/1.1, not 1.0.</summary>
    public bool IsHttp11 { get; internal set; }

    /// <summary>Whether its Connection header may name others that end here.</summary>
    public bool NominatesAny { get; private set; }

    /// <summary>Whether the server leaves the connection open behind the answer (RFC 9112 §9.3).</summary>
    internal bool IsKept => IsHttp11 ? !Nominates("close") : Nominates("keep-alive");

    /// <summary>Whether the Connection header names this.</summary>
    public bool Nominates(ReadOnlySpan<char> name)
    {
        if (_connections == 0)
            return false;
        for (var i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Kind == FieldKind.Connection && Lists(Fields[i].Value, name))
                return true;
        }

        return false;
    }

    /// <summary>What is wrong with the field beside those before it; null when nothing is.</summary>
    internal string? Add(in Field field)
    {
        Fields.Add(field);
        switch (field.Kind)
        {
            case FieldKind.Connection:
                _connections++;
                NominatesAny |= !IsOption(field.Value);
                return null;
            case FieldKind.ContentLength:
                return SetLength(field.Value);
            case FieldKind.TransferEncoding:
                return SetCoding(field.Value);
            default:
                return null;
        }
    }

    /// <summary>What is wrong with all of it together; null when nothing is.</summary>
    internal string? Finish()
    {
        if (!IsChunked)
            return null;
        if (!IsHttp11)
            return "it has a Transfer-Encoding, which HTTP/1.0 does not know";
        return ContentLength is null ? null : "it has both a Transfer-Encoding and a Content-Length";
    }

    internal void Clear()
    {
        Status = 0;
        Reason = null;
        Fields.Clear();
        ContentLength = null;
        IsChunked = false;
        _connections = 0;
        NominatesAny = false;
    }

    private static bool IsOption(string connection) =>
        connection.Equals("keep-alive", StringComparison.OrdinalIgnoreCase)
        || connection.Equals("close", StringComparison.OrdinalIgnoreCase)
        || connection.Equals("upgrade", StringComparison.OrdinalIgnoreCase);

    private static bool Lists(string list, ReadOnlySpan<char> name)
    {
        foreach (var range in list.AsSpan().Split(','))
        {
            if (list.AsSpan()[range].Trim(" \t").Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // RFC 9112 §6.3: anything but one number is two readings. Twice the same one is, too: whoever is behind us may differ.
    private string? SetLength(string value)
    {
        if (ContentLength is not null)
            return "it has more than one Content-Length";
        if (!TryReadLength(value, out var length))
            return "its Content-Length is no number";
        ContentLength = length;
        return null;
    }

    private static bool TryReadLength(string value, out long length)
    {
        length = 0;
        if (value.Length is 0 or > 19)
            return false;
        foreach (var letter in value)
        {
            if (!char.IsAsciiDigit(letter))
                return false;
            length = unchecked((length * 10) + (letter - '0'));
        }

        // Nineteen digits go over the largest number at most once.
        return length >= 0;
    }

    private string? SetCoding(string value)
    {
        if (IsChunked || !value.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            return "its Transfer-Encoding is not 'chunked'";
        IsChunked = true;
        return null;
    }
}
