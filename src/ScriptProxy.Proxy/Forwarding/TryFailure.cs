using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>What went wrong with one try: how far it had come, whether time was up, and the reason given.</summary>
internal sealed record TryFailure(FailurePhase Phase, bool TimedOut, string Reason)
{
    private const string Unknown = "no reason given";

    /// <summary>The answer to the client, when there is no other try and the server is at fault.</summary>
    public int Status => TimedOut ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway;

    /// <summary>Whether no byte of the request has left.</summary>
    public bool NothingSent => Phase is FailurePhase.Resolve or FailurePhase.Connect or FailurePhase.Secure;

    /// <summary>
    /// Whether it speaks against the server's health. A head that is too large for us does not: whoever knows a path with one
    /// could take all servers out.
    /// </summary>
    public bool IsServers => NothingSent
        || Phase is FailurePhase.Send or FailurePhase.Answer or FailurePhase.Head or FailurePhase.Body;

    public static TryFailure Of(ForwarderError error, Exception? cause, ProxyRequest request, int status)
    {
        if (Find<ServerUnreachableException>(cause) is { } unreachable)
            return new TryFailure(unreachable.Phase, unreachable.TimedOut, ReasonOf(unreachable));
        if (Find<HttpRequestException>(cause) is { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } limit)
            return new TryFailure(FailurePhase.LargeHead, false, ReasonOf(limit));
        return error switch
        {
            ForwarderError.Request => new(FailurePhase.Answer, false, ReasonOf(cause)),
            ForwarderError.RequestTimedOut => new(FailurePhase.Answer, true, "no byte came"),
            ForwarderError.RequestCreation => new(FailurePhase.Creation, false, ReasonOf(cause)),
            ForwarderError.RequestBodyDestination =>
                new(FailurePhase.Send, status == StatusCodes.Status504GatewayTimeout, ReasonOf(cause)),
            ForwarderError.ResponseHeaders => new(FailurePhase.Head, false, ReasonOf(cause)),
            ForwarderError.ResponseBodyDestination or ForwarderError.ResponseBodyCanceled when WasCancelled(error, cause) =>
                request.Aborts.ClientLeft
                    ? new(FailurePhase.Client, false, ReasonOf(cause))
                    : new(FailurePhase.Body, true, "no byte came"),
            ForwarderError.ResponseBodyDestination => new(FailurePhase.Body, false, ReasonOf(cause)),
            ForwarderError.UpgradeActivityTimeout => new(FailurePhase.Upgraded, true, ReasonOf(cause)),

            // A server that is told of the client's leaving often breaks off in turn, which is no fault of its.
            ForwarderError.UpgradeRequestDestination or ForwarderError.UpgradeResponseDestination =>
                new(request.Wire is { ClientEnded: true } ? FailurePhase.Client : FailurePhase.Upgraded, false, ReasonOf(cause)),
            _ => new(FailurePhase.Client, false, ReasonOf(cause)),
        };
    }

    public static TryFailure Of(ForwardOutcome outcome) => Find<ServerUnreachableException>(outcome.Cause) is { } unreachable
        ? new TryFailure(unreachable.Phase, unreachable.TimedOut, ReasonOf(unreachable))
        : new TryFailure(
            PhaseOf(outcome.Phase), outcome.TimedOut, outcome.Cause is null ? outcome.Reason ?? Unknown : ReasonOf(outcome.Cause));

    private static FailurePhase PhaseOf(ForwardPhase phase) => phase switch
    {
        ForwardPhase.Creation => FailurePhase.Creation,
        ForwardPhase.Connect => FailurePhase.Connect,
        ForwardPhase.Send => FailurePhase.Send,
        ForwardPhase.Answer => FailurePhase.Answer,
        ForwardPhase.LargeHead => FailurePhase.LargeHead,
        ForwardPhase.Head or ForwardPhase.Taking => FailurePhase.Head,
        ForwardPhase.Body => FailurePhase.Body,
        ForwardPhase.Upgraded => FailurePhase.Upgraded,
        _ => FailurePhase.Client,
    };

    // Ended from here, by the client's leaving or by the timeout. The socket then says so in words of its own.
    private static bool WasCancelled(ForwarderError error, Exception? cause) =>
        error == ForwarderError.ResponseBodyCanceled
        || Find<OperationCanceledException>(cause) is not null
        || Find<SocketException>(cause) is { SocketErrorCode: SocketError.OperationAborted };

    private static T? Find<T>(Exception? cause)
        where T : Exception
    {
        for (var inner = cause; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found)
                return found;
        }

        return null;
    }

    private static string ReasonOf(Exception? cause) =>
        Find<SocketException>(cause)?.Message
        ?? (cause is AggregateException { InnerExceptions: [var first, ..] } ? first : cause)?.Message
        ?? Unknown;
}
