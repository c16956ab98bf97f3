using Microsoft.AspNetCore.Http;
using ScriptProxy.Server.Requests;

namespace ScriptProxy.Server;

/// <summary>
/// The life of a request, on one screen. Before it, Kestrel has read and checked the head (400, 408, 431) and the frame
/// was pinned to the running generation; after it, the access record is written and the generation let go.
/// </summary>
/// <remarks>
/// What <c>Serve</c> does was composed at load, for each site and route:
/// <code>
/// a CA's challenge ─────────────────────── answered
/// what two readers could take for two things: 400, 405
/// site by listener and host ────────────── none, or not for this connection's certificate: 421
///   a listener with redirect = "https" ─── 301, 308
///   route by path and conditions ───────── none: the site's upstream, else 405 or 404
///     MaxBody 413 · RateLimit 429 · ConcurrencyLimit 503 · Allow, Deny 403 · BasicAuth 401 · TotalTimeout 504
///     plugins' middleware that runs everywhere
///       the site's Use, then the route's
///         Handle · Respond · Redirect, or
///         server by balancer ───────────── null: 503
///           request head written, forwarded ── 502 · 504, unless another server may be tried
///   response header rules, on every answer
/// </code>
/// </remarks>
internal static class RequestPipeline
{
    public static async Task Run(RequestFrame frame, string listener)
    {
        // No generation in a local: an upgraded connection waits here for hours after it has let go of its own.
        var http = frame.Http;
        var request = frame.Request;
        try
        {
            frame.Generation!.Graph.Identify(http, request);
            request.ServerHeader = frame.Generation.ServerHeader;
            if (request.ServerHeader is { } name)
                http.Response.Headers.Server = name;
            if (frame.Generation.Certificates.Challenges.Find(http.Request.Path) is { } answer)
                await http.Response.WriteAsync(answer, http.RequestAborted);
            else
                await frame.Generation.Graph.Serve(http, request, listener);
            if (request.FramedBody is { } body)
                await body.Finish();
        }
        catch (Exception exception)
        {
            var hasStarted = http.Response.HasStarted;

            // Without a generation the connection was upgraded and has broken off; the forwarder has logged it.
            if (frame.Generation is { } generation)
                await generation.Graph.Fault(http, request, exception);
            else
                http.Abort();
            if (!hasStarted && request.FramedBody is { } body)
                await body.Finish();
        }
    }
}
