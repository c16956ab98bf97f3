using System.Collections.Frozen;

namespace ScriptProxy.Configuration.Hosts;

/// <summary>Finds what a host name belongs to: an exact name beats the longest wildcard beats <c>*</c>.</summary>
/// <typeparam name="T">What the names stand for.</typeparam>
public sealed class HostTable<T>
    where T : class
{
    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _wildcards;
    private readonly bool _hasWildcards;
    private readonly T? _any;

    /// <summary>Of equal names the first counts.</summary>
    public HostTable(IEnumerable<(string Host, T Value)> entries)
    {
        var exact = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        var wildcards = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (host, value) in entries)
        {
            if (host == "*")
                _any ??= value;
            else if (host.StartsWith("*.", StringComparison.Ordinal))
                wildcards.TryAdd(host[2..], value);
            else
                exact.TryAdd(host, value);
        }

        _hasWildcards = wildcards.Count > 0;
        _exact = exact.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _wildcards =
            wildcards.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Finds by a host name without port, in any case; null when nothing matches.</summary>
    public T? Find(ReadOnlySpan<char> host)
    {
        host = host.TrimEnd('.');
        if (_exact.TryGetValue(host, out var found))
            return found;
        return _hasWildcards && FindWildcard(host) is { } wildcard ? wildcard : _any;
    }

    private T? FindWildcard(ReadOnlySpan<char> host)
    {
        for (var dot = host.IndexOf('.'); dot >= 0; dot = host.IndexOf('.'))
        {
            host = host[(dot + 1)..];
            if (_wildcards.TryGetValue(host, out var found))
                return found;
        }

        return null;
    }
}
