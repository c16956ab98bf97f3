using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Forwarding;

namespace ScriptProxy.Proxy.Compression;

/// <summary>
/// <c>Compress()</c>: the outermost link of a route's chain, so that what middleware answers is compressed too. A route
/// without it has no such link.
/// </summary>
internal static class CompressedAnswers
{
    // Not awaited for an upgrade, which lasts for hours and must not hold the chain of a replaced generation.
    public static RequestDelegate Around(RequestDelegate next) =>
        http => Upgrades.IsAskedFor(http) ? next(http) : Run(http, next);

    private static async Task Run(HttpContext http, RequestDelegate next)
    {
        var inner = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var body = new CompressedBody(http, inner);
        http.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(http);
            await body.Finish();
        }
        finally
        {
            http.Features.Set(inner);
        }
    }
}
