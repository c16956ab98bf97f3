using System.Diagnostics.CodeAnalysis;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Values;

/// <summary>Where a server of an upstream listens: an http or https url, <c>unix:</c> or <c>echo:</c>.</summary>
internal static class ServerAddressValue
{
    private const string Forms = "write \"http://host:port\", \"https://host\", \"unix:/path\" or \"echo:\"";

    /// <summary>Whether a text that could also be a name looks like an address.</summary>
    public static bool LooksLikeOne(string text) => text.Contains(':', StringComparison.Ordinal);

    public static bool Read(ValueSource source, [MaybeNullWhen(false)] out ServerAddress value)
    {
        value = null;
        if (!TextValue.Read(source, out var text))
            return false;
        var problem = Parse(source, text, out value);
        return problem is null || source.Refuse(problem);
    }

    private static Diagnostic? Parse(ValueSource source, string text, out ServerAddress? value)
    {
        value = null;
        if (text.StartsWith("echo:", StringComparison.Ordinal))
        {
            value = new ServerAddress.Echo(text["echo:".Length..]);
            return null;
        }

        if (!text.StartsWith("unix:", StringComparison.Ordinal))
            return Url(source, text, out value);
        if (!SocketPath.TryRead(text, source.Folder, out var path, out var problem))
            return SettingsDiagnostics.ServerUrl(source.Node.Place, text, problem);
        value = new ServerAddress.Unix(path);
        return null;
    }

    private static Diagnostic? Url(ValueSource source, string text, out ServerAddress? value)
    {
        value = null;
        var place = source.Node.Place;
        var tls = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!tls && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return SettingsDiagnostics.ServerUrl(place, text, SchemeHint(text));

        var scheme = tls ? "https://" : "http://";
        var rest = text[scheme.Length..];
        var end = rest.AsSpan().IndexOfAny("/?#");
        var authority = end < 0 ? rest : rest[..end];
        var server = authority[(authority.LastIndexOf('@') + 1)..];
        if (!TryHost(server, tls ? 443 : 80, out var host, out var port))
            return SettingsDiagnostics.ServerUrl(place, text, $"its host or port is malformed, {Forms}");
        if (server.Length < rest.Length)
            return SettingsDiagnostics.UrlHasPath(place, text, scheme + server);
        value = new ServerAddress.Tcp(host, port, tls);
        return null;
    }

    private static string SchemeHint(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return TryHost(text, 80, out _, out _) ? $"did you mean \"http://{text}\"?" : Forms;
        return text[..scheme] is "ws" or "wss"
            ? $"WebSockets need no scheme of their own, write \"http{text["ws".Length..]}\""
            : Forms;
    }

    private static bool TryHost(string authority, int defaultPort, out string host, out int port)
    {
        (host, port) = (authority, defaultPort);
        var colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']'))
        {
            host = authority[..colon];
            var digits = authority.AsSpan(colon + 1);
            if (!Port.TryParse(digits, out port))
                return false;
        }

        host = host.ToLowerInvariant();
        var kind = Uri.CheckHostName(host);
        if (kind != UriHostNameType.IPv6)
            return kind != UriHostNameType.Unknown;
        if (!host.StartsWith('['))
            return false;
        host = host[1..^1];
        return true;
    }
}
