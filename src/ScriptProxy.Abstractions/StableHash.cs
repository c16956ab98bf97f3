namespace ScriptProxy;

/// <summary>
/// The hash behind <c>Hash(text)</c> and <c>ByHash</c>: FNV-1a over UTF-16 code units, the same on every machine.
/// </summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(string? text)
    {
        var hash = Offset;
        foreach (var unit in text.AsSpan())
        {
            hash = (hash ^ (byte)unit) * Prime;
            hash = (hash ^ (byte)(unit >> 8)) * Prime;
        }

        return Mix(hash);
    }

    // The finalizer of SplitMix64: FNV alone leaves the high bits of short keys alike.
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
