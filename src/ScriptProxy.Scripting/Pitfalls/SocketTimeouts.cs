using System.Globalization;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Pitfalls;

/// <summary>
/// Finds routes for WebSockets, as far as their names tell, whose idle timeout is the one of ordinary requests (nginx:
/// <c>proxy_read_timeout</c>, whose 60 s cut quiet WebSockets).
/// </summary>
internal static class SocketTimeouts
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "ws", "wss", "websocket", "websockets", "socket", "sockets", "socket.io", "signalr", "hub", "hubs",
    };

    public static IEnumerable<Diagnostic> Find(IReadOnlyList<RouteDefinition> routes, RulesDefinition site) =>
        from route in routes
        where (route.Rules.IdleTimeout ?? site.IdleTimeout) < Least && IsForSockets(route)
        let time = (route.Rules.IdleTimeout ?? site.IdleTimeout)!.Value
        select PitfallDiagnostics.ShortSocketTimeout(
            route.Place,
            route.Pattern.RawText ?? "",
            string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s"));

    private static bool IsForSockets(RouteDefinition route) =>
        route.Headers.Any(header => header.Name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase))
        || (route.Pattern.RawText ?? "").Split('/').Any(Words.Contains);
}
