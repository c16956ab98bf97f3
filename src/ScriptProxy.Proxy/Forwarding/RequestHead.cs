using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Hosts;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Rules;
using ScriptProxy.Proxy.Strictness;
using ScriptProxy.Proxy.Targets;
using ScriptProxy.Proxy.Upstreams;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>The one place that decides what of a request the upstream gets: target, Host and headers.</summary>
internal static class RequestHead
{
    public static void Write<TSink>(HttpContext http, ProxyRequest request, TSink sink)
        where TSink : struct, IRequestSink
    {
        var upstream = request.ServingUpstream!;
        sink.Target(TargetOf(http, request));
        if (HostOf(http, upstream, request.ServingServer!) is { Length: > 0 } host)
            sink.Host(host);
        CopyHeaders(http, request, sink, upstream.Settings.Forwarded);
        ForwardedHeaders.AddTo(sink, http, request, upstream.Settings.Forwarded);
        foreach (var rule in request.Rules.RequestHeaders)
            Apply(rule, http, sink);
    }

    private static string TargetOf(HttpContext http, ProxyRequest request)
    {
        var raw = RawTarget.Of(http);
        var path = raw.Path;
        var query = raw.Query;
        var whole = raw.Whole;

        // A middleware that assigned Path or QueryString means the upstream to get the new ones.
        if (!ReferenceEquals(http.Request.Path.Value, request.MatchedPath))
        {
            path = http.Request.Path.ToUriComponent();
            whole = null;
        }

        if (!ReferenceEquals(http.Request.QueryString.Value, request.MatchedQuery))
        {
            query = http.Request.QueryString.ToUriComponent();
            whole = null;
        }

        var target = request.Rules.Path is { } change
            ? change.Apply(http, path, query)
            : whole ?? string.Concat(path, query);
        return TargetCheck.IsClean(target)
            ? target
            : throw new InvalidOperationException("the target was rewritten into one with a control, a space or a fragment");
    }

    private static string? HostOf(HttpContext http, Upstream upstream, UpstreamServer server) =>
        upstream.Settings.Host.Kind switch
        {
            HostKind.Keep => HostName.Written(http) is { Length: > 0 } written ? HostCheck.Sound(written) : server.Authority,
            HostKind.Name => upstream.Settings.Host.Name,
            _ => server.Authority,
        };

    private static void CopyHeaders<TSink>(HttpContext http, ProxyRequest request, TSink sink, ForwardedMode forwarded)
        where TSink : struct, IRequestSink
    {
        var headers = http.Request.Headers;
        var ending = HopByHop.Of(headers);
        foreach (var (name, values) in headers)
        {
            if (name.StartsWith(':') || name.Contains('_', StringComparison.Ordinal) || ending.Ends(name)
                || name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase)
                || ForwardedHeaders.Replaces(name, forwarded, request.PeerIsTrusted))
            {
                continue;
            }

            FieldValues.Check(name, values);
            sink.Add(name, values);
        }

        // RFC 9113 §8.2.2: the one thing that TE may say over HTTP/2, and what gRPC needs.
        if (ResponseTrailers.AreReadBy(http.Request))
            sink.Add(HeaderNames.TE, "trailers");

        // Announced only where they are passed on.
        if (sink.CarriesTrailers && headers.Trailer.Count > 0)
            sink.Add(HeaderNames.Trailer, headers.Trailer);
    }

    private static void Apply<TSink>(HeaderRule rule, HttpContext http, TSink sink)
        where TSink : struct, IRequestSink
    {
        var value = rule.Removes ? null : HeaderValues.Of(rule, http);
        if (value is null && !rule.Removes)
            return;
        if (!rule.Append)
            sink.Remove(rule.Name);
        if (value is not null)
            sink.Add(rule.Name, value);
    }
}
