using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Hosts;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Rules;
using ScriptProxy.Proxy.Strictness;
using ScriptProxy.Proxy.Targets;
using ScriptProxy.Proxy.Upstreams;
using ScriptProxy.Scripting.Definitions;
using Yarp.ReverseProxy.Transforms;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>The one place that decides what of a request the upstream gets: target, Host and headers.</summary>
internal static class RequestHead
{
    public static void Write(HttpContext http, ProxyRequest request, HttpRequestMessage message)
    {
        var upstream = request.ServingUpstream!;
        message.RequestUri = TargetOf(http, request);
        SetHost(message, HostOf(http, upstream, request.ServingServer!));
        CopyHeaders(http, request, message, upstream.Settings.Forwarded);
        ForwardedHeaders.AddTo(message, http, request, upstream.Settings.Forwarded);
        foreach (var rule in request.Rules.RequestHeaders)
            Apply(rule, http, message);
    }

    private static Uri TargetOf(HttpContext http, ProxyRequest request)
    {
        var raw = RawTarget.Of(http);
        var path = raw.Path;
        var query = raw.Query;

        // A middleware that assigned Path or QueryString means the upstream to get the new ones.
        if (!ReferenceEquals(http.Request.Path.Value, request.MatchedPath))
            path = http.Request.Path.ToUriComponent();
        if (!ReferenceEquals(http.Request.QueryString.Value, request.MatchedQuery))
            query = http.Request.QueryString.ToUriComponent();

        var target = request.Rules.Path is { } change ? change.Apply(http, path, query) : string.Concat(path, query);
        if (!TargetCheck.IsClean(target))
            throw new InvalidOperationException("the target was rewritten into one with a control, a space or a fragment");
        return new Uri(
            string.Concat(request.ServingServer!.Address, target),
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    private static string? HostOf(HttpContext http, Upstream upstream, UpstreamServer server) =>
        upstream.Settings.Host.Kind switch
        {
            HostKind.Keep => HostName.Written(http) is { Length: > 0 } written ? written : server.Authority,
            HostKind.Name => upstream.Settings.Host.Name,
            _ => server.Authority,
        };

    // HttpClient sends the server's own name in place of a host that it cannot read, which then is not what sites were told
    // apart by.
    private static void SetHost(HttpRequestMessage message, string? host)
    {
        if (string.IsNullOrEmpty(host))
            return;
        message.Headers.TryAddWithoutValidation(HeaderNames.Host, host);
        if (message.Headers.Host != host)
            throw new BadHttpRequestException("The host is none.", StatusCodes.Status400BadRequest);
    }

    private static void CopyHeaders(
        HttpContext http, ProxyRequest request, HttpRequestMessage message, ForwardedMode forwarded)
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
            Add(message, name, values);
        }

        // RFC 9113 §8.2.2: the one thing that TE may say over HTTP/2, and what gRPC needs.
        if (headers.TE.ToString().Contains("trailers", StringComparison.OrdinalIgnoreCase))
            message.Headers.TryAddWithoutValidation(HeaderNames.TE, "trailers");

        // Announced only where they are passed on.
        if (request.Wire is not null && headers.Trailer.Count > 0)
            Add(message, HeaderNames.Trailer, headers.Trailer);
    }

    private static void Apply(HeaderRule rule, HttpContext http, HttpRequestMessage message)
    {
        var value = rule.Removes ? null : HeaderValues.Of(rule, http);
        if (value is null && !rule.Removes)
            return;

        if (!rule.Append)
        {
            message.Headers.Remove(rule.Name);
            message.Content?.Headers.Remove(rule.Name);
        }

        if (value is not null)
            Add(message, rule.Name, value);
    }

    // HttpClient keeps headers that describe a body with the body. For a request without one YARP has a body of nothing, and
    // takes no other.
    private static void Add(HttpRequestMessage message, string name, StringValues values)
    {
        if (values.Count == 1 && message.Headers.TryAddWithoutValidation(name, values[0]))
            return;
        if (values.Count != 1 && message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            return;
        RequestTransform.AddHeader(new RequestTransformContext { ProxyRequest = message }, name, values);
    }
}
