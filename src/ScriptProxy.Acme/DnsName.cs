using System.Buffers;

namespace ScriptProxy.Acme;

/// <summary>
/// Decides which names can be asked for: DNS names in ASCII, international ones in their <c>xn--</c> form, with at most one
/// <c>*</c> as the first label (RFC 8555, section 7.1.4).
/// </summary>
public static class DnsName
{
    private static readonly SearchValues<char> LabelCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The name in small letters and without a dot at its end.</summary>
    /// <exception cref="AcmeException">It is no such name; the message says why.</exception>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = name.TrimEnd('.').ToLowerInvariant();
        if (WhyNot(plain) is { } reason)
            throw new AcmeException(AcmeFault.Unsupported, $"no certificate can be ordered for '{OneLine.Of(name)}': {reason}");
        return plain;
    }

    /// <summary>Whether it is such a name.</summary>
    public static bool IsOne(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return WhyNot(name.TrimEnd('.').ToLowerInvariant()) is null;
    }

    /// <summary>Whether the name is a wildcard, which only DNS-01 can prove.</summary>
    public static bool IsWildcard(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith("*.", StringComparison.Ordinal);
    }

    /// <summary>The name without its wildcard: what authorizations are made out to.</summary>
    public static string WithoutWildcard(string name) => IsWildcard(name) ? name[2..] : name;

    private static string? WhyNot(string name)
    {
        if (name.Any(letter => letter > '\x7f'))
            return "write it in its ASCII form, with xn-- labels (idn converts it)";
        var labels = WithoutWildcard(name).Split('.');
        if (name.Length is 0 or > 253 || labels.Length < 2)
            return "it must have two labels or more, and 253 characters at most";
        if (labels[^1].All(char.IsAsciiDigit))
            return "it is an address or ends in a number, and must be a name";
        return Array.Find(labels, label => !IsLabel(label)) is { } wrong
            ? $"'{OneLine.Of(wrong)}' in it is no label of letters, digits and inner hyphens, 63 at most"
            : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and < 64 && label[0] != '-' && label[^1] != '-'
        && !label.AsSpan().ContainsAnyExcept(LabelCharacters);
}
