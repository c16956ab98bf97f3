using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Tells of the upstream that a request came to.</summary>
internal static class ExplainedUpstreams
{
    public static ExplainedUpstream Of(ProxyRequest request)
    {
        var upstream = request.Servers!.Upstream;
        return new ExplainedUpstream(
            upstream.Name,
            upstream.Settings.Place,
            request.Balancer is null ? upstream.Settings.Balance.Value : "route",
            [
                .. upstream.Servers.Select(server => new ExplainedServer(
                    server.Name, server.Url, server.Weight, server.IsBackup, server == request.ServingServer)),
            ])
        {
            Sticky = upstream.Settings.Sticky,
        };
    }
}
