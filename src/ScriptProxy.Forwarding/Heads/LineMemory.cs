namespace ScriptProxy.Forwarding.Heads;

/// <summary>
/// The field lines of the answer before, with what was read from them: servers say mostly the same things, and a line that is
/// byte for byte the same need not be read, nor its strings made, again.
/// </summary>
internal sealed class LineMemory
{
    // Enough for the head of most answers; what is behind is read each time.
    private const int MostBytes = 1024;
    private const int MostLines = 32;

    private readonly Entry[] _entries = new Entry[MostLines];
    private byte[]? _bytes;
    private int _count;
    private int _at;

    /// <summary>Begins another head.</summary>
    public void Begin() => _at = 0;

    /// <summary>Whether the bytes begin with the line that stood here the last time.</summary>
    /// <param name="bytes">What has arrived.</param>
    /// <param name="field">What the line says.</param>
    /// <param name="length">Its length, with its end.</param>
    public bool TryRecall(ReadOnlySpan<byte> bytes, out Field field, out int length)
    {
        if (_at < _count)
        {
            ref readonly var entry = ref _entries[_at];
            if (bytes.StartsWith(_bytes.AsSpan(entry.Start, entry.Length)))
            {
                field = entry.Field;
                length = entry.Length;
                _at++;
                return true;
            }
        }

        field = default;
        length = 0;
        return false;
    }

    /// <summary>Remembers a line that was read.</summary>
    public void Keep(ReadOnlySpan<byte> line, in Field field)
    {
        if (_at >= MostLines || _at > _count)
            return;
        var start = _at == 0 ? 0 : _entries[_at - 1].Start + _entries[_at - 1].Length;

        // One of the same length, such as the next second's Date, leaves the lines behind it where they are.
        if (_at == _count || _entries[_at].Length != line.Length)
            _count = _at;
        if (start + line.Length > MostBytes)
            return;
        _bytes ??= new byte[MostBytes];
        line.CopyTo(_bytes.AsSpan(start));
        _entries[_at] = new Entry(start, line.Length, field);
        _at++;
        _count = Math.Max(_count, _at);
    }

    private readonly record struct Entry(int Start, int Length, Field Field);
}
