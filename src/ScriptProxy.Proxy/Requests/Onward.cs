using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Requests;

/// <summary>
/// Goes on from an async method without keeping the next link in it: awaited by an upgraded connection, that would hold
/// the generation for hours.
/// </summary>
internal static class Onward
{
    public static Task Run(HttpContext http, ref RequestDelegate? next)
    {
        var link = next!;
        next = null;
        return link(http);
    }
}
