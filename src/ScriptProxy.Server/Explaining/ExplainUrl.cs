using System.Globalization;
using System.Text;

namespace ScriptProxy.Server.Explaining;

/// <summary>A url taken apart without being tidied up: the target goes on the wire as it was written.</summary>
/// <param name="Https">Whether it asks for TLS.</param>
/// <param name="Authority">Host and port, as written.</param>
/// <param name="Port">The port that it names; null for the scheme's own.</param>
/// <param name="Target">Path and query; what a browser would encode is encoded.</param>
public sealed record ExplainUrl(bool Https, string Authority, int? Port, string Target)
{
    /// <summary>Reads a url; without a scheme it is http.</summary>
    /// <returns>Null when it is none.</returns>
    public static ExplainUrl? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var isHttps = scheme >= 0 && text.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        if (scheme >= 0 && !isHttps && !text.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            return null;

        var rest = scheme < 0 ? text : text[(scheme + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest[..end];
        var target = end < 0 ? "/" : TargetOf(rest[end..]);
        return authority.Length == 0 || authority.Contains('@', StringComparison.Ordinal)
            || !TryPort(authority, out var port)
            ? null
            : new ExplainUrl(isHttps, authority, port, target);
    }

    public override string ToString() => $"{(Https ? "https" : "http")}://{Authority}{Target}";

    private static bool TryPort(string authority, out int? port)
    {
        port = null;
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || colon < authority.LastIndexOf(']'))
            return true;
        var isPort = ushort.TryParse(
            authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        port = number;
        return isPort && number > 0;
    }

    // A fragment never leaves the browser; spaces and what is not ASCII leave it as UTF-8 in percent-encoding.
    private static string TargetOf(string text)
    {
        var target = new StringBuilder(text[0] == '/' ? "" : "/");
        foreach (var octet in Encoding.UTF8.GetBytes(text.Split('#', 2)[0]))
        {
            if (octet is > 0x20 and < 0x7f)
                target.Append((char)octet);
            else
                target.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return target.ToString();
    }
}
