using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>Sends a request to the server that was chosen for it by our own connections, once, in HTTP/1.1.</summary>
internal static class DirectTry
{
    public static ValueTask<ForwardOutcome> Send(HttpContext http, ProxyRequest request, bool isUpgrade)
    {
        var terms = request.ServingUpstream!.Terms;
        return request.Direct!.Forward(
            http, request, request.Rules.Idle is { } idle ? idle.Of(terms) : terms, NeedsOf(http.Request, isUpgrade));
    }

    /// <summary>What went wrong; null when nothing did.</summary>
    public static TryFailure? Judge(HttpContext http, ForwardOutcome outcome)
    {
        if (outcome.Phase == ForwardPhase.Done)
            return null;

        if (!http.Response.HasStarted)
        {
            // What was put into the answer that failed is not said of the one that comes now.
            http.Response.Clear();
            http.Response.StatusCode = StatusOf(outcome);
        }

        return TryFailure.Of(outcome);
    }

    private static ForwardNeeds NeedsOf(HttpRequest request, bool isUpgrade)
    {
        var needs = isUpgrade ? ForwardNeeds.Upgrades : ForwardNeeds.None;
        if (IdempotentMethods.Contains(request.Method))
            needs |= ForwardNeeds.MayRepeat;
        return request.Headers.Expect.Count > 0 ? needs | ForwardNeeds.AsksFirst : needs;
    }

    // Of a client that broke off; all others are told by the failure.
    private static int StatusOf(ForwardOutcome outcome) =>
        outcome.Cause is BadHttpRequestException refused ? refused.StatusCode
        : outcome.Phase == ForwardPhase.Client ? StatusCodes.Status400BadRequest
        : StatusCodes.Status502BadGateway;
}
