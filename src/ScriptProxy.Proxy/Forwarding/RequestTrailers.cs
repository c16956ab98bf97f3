using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Trailers;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>The one place that decides which of a request's trailers the upstream gets.</summary>
internal static class RequestTrailers
{
    /// <summary>Whether there may be some: a body of unknown length, for an upstream to which it goes in chunks.</summary>
    public static bool MayFollow(HttpContext http) =>
        http.Request.ContentLength is null
        && http.Features[typeof(IHttpRequestBodyDetectionFeature)] is IHttpRequestBodyDetectionFeature { CanHaveBody: true };

    /// <summary>Called once the body has been read; empty when no trailer is to be sent.</summary>
    public static ReadOnlyMemory<byte> LastChunk(HttpContext http, ProxyRequest request)
    {
        if (http.Features.Get<IHttpRequestTrailersFeature>() is not { Available: true, Trailers: { Count: > 0 } all })
            return default;

        // What may not stand among the headers may not come in behind the body either.
        var passed = new HeaderDictionary();
        var ending = HopByHop.Of(http.Request.Headers);
        var mode = request.ServingUpstream!.Settings.Forwarded;
        foreach (var (name, values) in all)
        {
            if (TrailerFields.Allow(name) && !name.Contains('_', StringComparison.Ordinal) && !ending.Ends(name)
                && !ForwardedHeaders.Replaces(name, mode, request.PeerIsTrusted))
            {
                passed[name] = values;
            }
        }

        return passed.Count == 0 ? default : Trailers.LastChunk.With(passed);
    }
}
