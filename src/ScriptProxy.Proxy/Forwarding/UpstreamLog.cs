using System.Globalization;
using Microsoft.Extensions.Logging;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// One line for each try that failed: which upstream and server, in which phase, after how long, why, and which setting it was.
/// Of a server that fails often, one a second.
/// </summary>
internal sealed partial class UpstreamLog(ILoggerFactory logs)
{
    private readonly ILogger _log = logs.CreateLogger("upstream");

    /// <summary>The failure in words that an operator can act on.</summary>
    public static string Describe(TryFailure failure) => $"{What(failure)}: {failure.Reason}";

    /// <param name="request">The request.</param>
    /// <param name="failure">What went wrong.</param>
    /// <param name="elapsed">How long the try took.</param>
    /// <param name="next">The server that is tried now; null when the client gets the failure.</param>
    public void Failed(ProxyRequest request, TryFailure failure, TimeSpan elapsed, UpstreamServer? next)
    {
        var upstream = request.ServingUpstream!.Name;
        var server = request.ServingServer!;
        var level = next is null ? LogLevel.Error : LogLevel.Warning;
        if (!_log.IsEnabled(level) || !server.Lines.Pass(failure.Phase, next is not null, Tell))
            return;
        var time = elapsed.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        if (next is null)
            ServerFailed(_log, upstream, server.Url, What(failure), time, failure.Reason);
        else
            TriedAgain(_log, upstream, server.Url, What(failure), time, failure.Reason, next.Url);

        void Tell(int count) => LeftOut(_log, level, upstream, server.Url, What(failure), count);
    }

    public void ClientFailed(ProxyRequest request, TryFailure failure) => ClientFailed(_log, request.Site, failure.Reason);

    private static string What(TryFailure failure) => failure.Phase switch
    {
        FailurePhase.Resolve => failure.TimedOut
            ? "was not found by its name within connect_timeout"
            : "could not be found by its name",
        FailurePhase.Connect => failure.TimedOut
            ? "could not be connected to within connect_timeout"
            : "could not be connected to",
        FailurePhase.Secure => failure.TimedOut
            ? "did not finish the TLS handshake within connect_timeout"
            : "could not be spoken TLS with",
        FailurePhase.Creation => "could not be sent the request",
        FailurePhase.Send => failure.TimedOut
            ? "did not take the request's body within idle_timeout"
            : "broke off while the request's body was sent",
        FailurePhase.Answer => failure.TimedOut
            ? "did not answer within idle_timeout (or the route's IdleTimeout)"
            : "broke off before its answer",
        FailurePhase.LargeHead => "answered with more header bytes than max_response_headers allows",
        FailurePhase.Head => "gave an answer whose headers cannot be passed on",
        FailurePhase.Status => "answered with a status of retry_on",
        FailurePhase.Body => failure.TimedOut
            ? "fell silent for idle_timeout in the middle of its answer"
            : "broke off in the middle of its answer",
        FailurePhase.Upgraded => failure.TimedOut
            ? "and the client were silent for too long on an upgraded connection"
            : "broke off an upgraded connection",
        _ => "had a client that broke off",
    };

    [LoggerMessage(
        EventId = 3001, Level = LogLevel.Error,
        Message = "upstream '{Upstream}': server {Server} {Phase}, after {Seconds} s: {Reason}")]
    private static partial void ServerFailed(
        ILogger log, string upstream, string server, string phase, string seconds, string reason);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Debug, Message = "site '{Site}': the client broke off: {Reason}")]
    private static partial void ClientFailed(ILogger log, string site, string reason);

    [LoggerMessage(
        EventId = 3007, Level = LogLevel.Warning,
        Message = "upstream '{Upstream}': server {Server} {Phase}, after {Seconds} s: {Reason}; tried again on {Next}")]
    private static partial void TriedAgain(
        ILogger log, string upstream, string server, string phase, string seconds, string reason, string next);

    [LoggerMessage(
        EventId = 3008, Message = "upstream '{Upstream}': server {Server} {Phase}: {Count} more times in the last second")]
    private static partial void LeftOut(
        ILogger log, LogLevel level, string upstream, string server, string phase, int count);
}
