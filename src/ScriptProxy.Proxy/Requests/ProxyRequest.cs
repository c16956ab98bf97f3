using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Forwarding;
using ScriptProxy.Proxy.Balancing;
using ScriptProxy.Proxy.Rules;
using ScriptProxy.Proxy.Trailers;
using ScriptProxy.Proxy.Upstreams;
using ScriptProxy.Proxy.Wires;
using ScriptProxy.Requests;

namespace ScriptProxy.Proxy.Requests;

/// <summary>
/// What the proxy knows of one request, from its first byte to its access record. Reused for the next request of the
/// connection, so <see cref="Reset"/> must forget everything.
/// </summary>
public sealed class ProxyRequest : IProxyRequestFeature
{
    /// <summary>The client's address; see <see cref="ClientAddress"/>.</summary>
    public IPAddress ClientIp { get; internal set; } = IPAddress.None;

    /// <summary>The peer's address; null for a unix socket.</summary>
    public IPAddress? PeerIp { get; internal set; }

    /// <summary>Whether the peer is one of <c>trusted_proxies</c>.</summary>
    public bool PeerIsTrusted { get; internal set; }

    /// <summary>What is said of both in headers; kept for the next request of the connection.</summary>
    internal ConnectionTexts Texts { get; } = new();

    public string Site { get; internal set; } = "";

    public ChosenUpstream? Upstream { get; internal set; }

    /// <summary>The pattern of the route that took the request; null when none did.</summary>
    public string? Route { get; internal set; }

    /// <summary>The scheme of the connection itself, whatever a trusted peer claims.</summary>
    internal string ConnectionScheme { get; set; } = "http";

    /// <summary>The Server header of our own answers; null for none.</summary>
    public string? ServerHeader { get; set; }

    /// <summary>The Strict-Transport-Security of answers that have none of their own; null for none.</summary>
    public string? StrictTransport { get; set; }

    /// <summary>
    /// Says whether a Host may be asked for on this connection, whose handshake was for one; null when any may.
    /// </summary>
    public Func<string, bool>? AdmitsHost { get; set; }

    /// <summary>The path that routes were matched on; another one later means that a middleware rewrote it.</summary>
    internal string? MatchedPath { get; set; }

    /// <summary>The query that the client sent; another one later means that a middleware rewrote it.</summary>
    internal string? MatchedQuery { get; set; }

    /// <summary>The rules of the site and route that serve the request.</summary>
    internal RequestRules Rules { get; set; } = RequestRules.None;

    /// <summary>
    /// Methods of routes that would have matched, for the Allow header of a 405; null when there were none.
    /// </summary>
    internal string? AllowedMethods { get; set; }

    /// <summary>The servers to choose from, once the request has come to the forwarding end of its route.</summary>
    internal ServerChoice? Servers { get; set; }

    /// <summary>The route's own balancer; null for the upstream's policy.</summary>
    internal Balancer? Balancer { get; set; }

    internal Upstream? ServingUpstream { get; set; }

    internal UpstreamServer? ServingServer { get; set; }

    /// <summary>Our own forwarder to that server; null where YARP's is used.</summary>
    internal ServerForwarder? Direct { get; private set; }

    /// <summary>The servers that this request has failed on; null while there is none.</summary>
    internal List<UpstreamServer>? FailedServers { get; set; }

    /// <summary>
    /// The server to go on with, when an answer's status made that of the one before count for nothing.
    /// </summary>
    internal UpstreamServer? NextServer { get; set; }

    /// <summary>Timestamp of the beginning of the current try.</summary>
    internal long TryBegan { get; set; }

    /// <summary>Whether nobody had set a header of the answer before the upstream's were put into it.</summary>
    internal bool AnswerWasBlank { get; set; }

    /// <summary>Knows who ended an exchange in the middle of its answer.</summary>
    internal AbortWatch Aborts { get; } = new();

    /// <summary>Its hold on the connection to the server; null for all but few.</summary>
    internal WireExchange? Wire { get; set; }

    /// <summary>The first fault of script code on this request, kept until it is logged.</summary>
    internal Exception? Fault { get; set; }

    /// <summary>Whether the response header rules have been applied to the answer that is about to start.</summary>
    internal bool ResponseRulesApplied { get; set; }

    /// <summary>The error page that goes in place of the upstream's answer; null for the upstream's own.</summary>
    internal ErrorPage? PageInstead { get; set; }

    /// <summary>Whether the connection was upgraded.</summary>
    public bool Upgraded { get; internal set; }

    /// <summary>Whether code of a script or plugin stays on the stack until the request ends.</summary>
    public bool HoldsGeneration => Rules.HasMiddleware;

    /// <summary>Called for an HTTP/1.1 answer that trailers may follow; whether they can.</summary>
    public Func<bool>? TakeTrailers { get; set; }

    /// <summary>The body of such an answer; null for all others.</summary>
    public FramedBody? FramedBody { get; set; }

    /// <summary>Called when the connection is upgraded, to let go of the generation or to end with it.</summary>
    public Action? Upgrading { get; set; }

    // By the indexer, here as elsewhere in each request: what is generic and virtual at once takes the runtime longer to find than
    // the feature.
    public static ProxyRequest Of(HttpContext http) =>
        http.Features[typeof(IProxyRequestFeature)] as ProxyRequest
        ?? throw new InvalidOperationException("This request did not come through ScriptProxy.");

    /// <summary>Called when the server has been chosen, for each try.</summary>
    internal void Serve(Upstream upstream, UpstreamServer server)
    {
        ServingUpstream = upstream;
        ServingServer = server;
        Direct = upstream.DirectTo(server);
        Upstream = server.Chosen;
        NextServer = null;
    }

    /// <summary>
    /// Called when the upstream has agreed to an upgrade: from here on bytes are only copied, and unless code of a
    /// script waits for the end, nothing of the generation is needed.
    /// </summary>
    internal void Upgrade(HttpContext http)
    {
        Upgraded = true;
        Upgrading?.Invoke();
        if (!HoldsGeneration)
            ForgetGeneration(http);
    }

    /// <summary>Forgets everything that belongs to the generation, but not what the access record needs.</summary>
    public void ForgetGeneration(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        Rules = RequestRules.None;
        Fault = null;
        PageInstead = null;
        Servers = null;
        Balancer = null;
        http.Features[typeof(IEndpointFeature)] = null;
        http.Features[typeof(IRouteValuesFeature)] = null;
    }

    public void Reset()
    {
        ClientIp = IPAddress.None;
        PeerIp = null;
        PeerIsTrusted = false;
        Site = "";
        Upstream = null;
        Route = null;
        ConnectionScheme = "http";
        ServerHeader = null;
        StrictTransport = null;
        AdmitsHost = null;
        MatchedPath = null;
        MatchedQuery = null;
        Rules = RequestRules.None;
        AllowedMethods = null;
        Servers = null;
        Balancer = null;
        ServingUpstream = null;
        ServingServer = null;
        Direct = null;
        Wire = null;
        FailedServers = null;
        NextServer = null;
        TryBegan = 0;
        AnswerWasBlank = false;
        Aborts.Reset();
        Fault = null;
        PageInstead = null;
        TakeTrailers = null;
        FramedBody = null;
        ResponseRulesApplied = false;
        Upgraded = false;
        Upgrading = null;
    }
}
