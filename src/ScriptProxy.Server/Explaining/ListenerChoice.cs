using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Server.Explaining;

/// <summary>
/// Finds the listener that a url leads to: one that speaks its scheme, on its port when one has it. Between the client
/// and the proxy ports may be mapped, so another port is no reason to say that nobody listens.
/// </summary>
internal static class ListenerChoice
{
    public static (ListenerSettings? Listener, string? Note) Of(
        ExplainUrl url, IReadOnlyList<ListenerSettings> listeners)
    {
        var speaking = listeners.Where(listener => listener.Tls == url.Https).ToList();
        var port = url.Port ?? (url.Https ? 443 : 80);
        if (speaking.Find(listener => PortOf(listener) == port) is { } exact)
            return (exact, null);
        if (url.Port is not null && listeners.FirstOrDefault(listener => PortOf(listener) == port) is { } other)
        {
            var spoken = other.Tls ? "https" : "http, not https";
            return (null, $"listener '{other.Name}' has port {port}, and it speaks {spoken}");
        }

        if (speaking is not [var first, ..])
            return (null, $"no listener speaks {(url.Https ? "https: add one with tls = true" : "http")}");
        var others = speaking.Skip(1).Select(listener => $"'{listener.Name}' ({listener.Address.Value})").ToList();
        return (first, $"no listener has port {port}"
            + (others.Count == 0
                ? "; this is the only one for the scheme"
                : $"; name the port to mean {string.Join(" or ", others)}"));
    }

    public static int? PortOf(ListenerSettings listener) => listener.Address.Value switch
    {
        ListenAddress.AnyIp any => any.Port,
        ListenAddress.Ip ip => ip.Port,
        _ => null,
    };
}
