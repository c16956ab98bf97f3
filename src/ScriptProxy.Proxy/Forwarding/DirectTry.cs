using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>By our own connections, in HTTP/1.1.</summary>
internal sealed class DirectTry : ITry
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TryFailure?> Send(HttpContext http, ProxyRequest request, bool isUpgrade, CancellationToken stop)
    {
        var upstream = request.ServingUpstream!;
        var outcome = await upstream.DirectTo(request.ServingServer!)!.Forward(http, TermsOf(http, request, upstream, isUpgrade));
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

    private static ForwardTerms TermsOf(HttpContext http, ProxyRequest request, Upstream upstream, bool isUpgrade)
    {
        var own = request.Rules.Idle?.Length;
        return new ForwardTerms(own ?? upstream.Settings.IdleTimeout, (int)upstream.Settings.MaxResponseHeaders)
        {
            MayRepeat = IdempotentMethods.Contains(http.Request.Method),
            Upgrades = isUpgrade,
            UpgradedIdle = own ?? Upstream.UpgradedIdleTimeout,
            AsksFirst = http.Request.Headers.Expect.Count > 0,
        };
    }

    // Of a client that broke off; all others are told by the failure.
    private static int StatusOf(ForwardOutcome outcome) =>
        outcome.Cause is BadHttpRequestException refused ? refused.StatusCode
        : outcome.Phase == ForwardPhase.Client ? StatusCodes.Status400BadRequest
        : StatusCodes.Status502BadGateway;
}
