using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Observability;

namespace ScriptProxy.Server.Requests;

/// <summary>Takes from a request that has ended what the access log says of it.</summary>
internal static class AccessRecords
{
    // nginx's 499: the client closed the connection before it had an answer.
    private const int ClientClosedRequest = 499;

    public static AccessRecord Of(RequestFrame frame, TimeProvider time)
    {
        var http = frame.Http;
        var request = http.Request;
        return new AccessRecord
        {
            Time = time.GetLocalNow(),
            Client = frame.Request.ClientIp,
            Method = request.Method,
            Host = request.Headers.Host.ToString(),
            Target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Protocol = request.Protocol,
            Status = StatusOf(http),
            Bytes = frame.Body?.Bytes ?? 0,
            Duration = Stopwatch.GetElapsedTime(frame.Began),
            Site = frame.Request.Site.Length > 0 ? frame.Request.Site : null,
            Route = frame.Request.Route,
            Upstream = frame.Request.Upstream?.Name,
            Server = frame.Request.Upstream?.Server,
            Referer = request.Headers.Referer.Count > 0 ? request.Headers.Referer.ToString() : null,
            UserAgent = request.Headers.UserAgent.Count > 0 ? request.Headers.UserAgent.ToString() : null,
        };
    }

    /// <summary>What the client got, or would have.</summary>
    public static int StatusOf(HttpContext http) =>
        http.Response.HasStarted || !http.RequestAborted.IsCancellationRequested
            ? http.Response.StatusCode
            : ClientClosedRequest;
}
