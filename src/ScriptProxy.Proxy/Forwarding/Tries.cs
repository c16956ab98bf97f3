using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Balancing;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// What follows from how a try went: the server's health, a log line, and whether the request goes to another server.
/// </summary>
internal sealed class Tries(UpstreamLog log, ServerLog servers, TimeProvider time)
{
    /// <summary>Notes how a try went. True when the request has another server and is to be sent again.</summary>
    public bool GoOn(HttpContext http, ProxyRequest request, TryFailure? outcome)
    {
        if (outcome is not { } failure)
            return request.NextServer is { } next ? Turn(http, request, next) : Worked(request.ServingServer!);

        // A script's fault is answered and logged where all of them are.
        if (request.Fault is not null)
            return false;

        if (failure.Phase == FailurePhase.Client)
        {
            log.ClientFailed(request, failure);
            return false;
        }

        Blame(request, failure);
        var other = MayRepeat(http, request, failure) ? Another(http, request) : null;
        log.Failed(request, failure, time.GetElapsedTime(request.TryBegan), other);
        if (other is not null)
            return Turn(http, request, other);
        if (!http.Response.HasStarted)
            http.Response.StatusCode = failure.Status;
        return false;
    }

    /// <summary>
    /// Whether an answer with this status is to be thrown away because another server is asked. Must be known before anything
    /// of it is passed on.
    /// </summary>
    public bool ThrowsAway(HttpContext http, ProxyRequest request, int status)
    {
        if (request.Servers is not { } choice || !choice.Retry.Covers(status) || !IsRepeatable(http)
            || Another(http, request) is not { } next)
        {
            return false;
        }

        var failure = new TryFailure(FailurePhase.Status, false, $"{status}");
        log.Failed(request, failure, time.GetElapsedTime(request.TryBegan), next);
        request.NextServer = next;
        return true;
    }

    private bool Worked(UpstreamServer server)
    {
        if (server.Health.Worked())
            servers.Back(server);
        return false;
    }

    private void Blame(ProxyRequest request, TryFailure failure)
    {
        if (!failure.IsServers)
            return;
        var server = request.ServingServer!;
        server.Failed(new ServerFailure(time.GetUtcNow(), UpstreamLog.Describe(failure)));
        if (request.Servers is { } choice && server.Health.Failed(choice.MaxFails, choice.Settings.FailTimeout))
            servers.TakenOut(server, choice.MaxFails, choice.Settings.FailTimeout);
    }

    private static bool MayRepeat(HttpContext http, ProxyRequest request, TryFailure failure) =>
        request.Servers is { } choice
        && choice.Retry.Covers(failure.TimedOut)
        && !http.Response.HasStarted
        && !http.RequestAborted.IsCancellationRequested
        && (failure.NothingSent || (IsRepeatable(http) && failure.Phase switch
        {
            FailurePhase.Send or FailurePhase.Answer or FailurePhase.Head => true,
            FailurePhase.Body => request.AnswerWasBlank,
            _ => false,
        }));

    // What was sent of a body cannot be had from the client again.
    private static bool IsRepeatable(HttpContext http) =>
        IdempotentMethods.Contains(http.Request.Method)
        && http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true };

    private static UpstreamServer? Another(HttpContext http, ProxyRequest request)
    {
        var choice = request.Servers!;
        var failed = request.FailedServers ??= [];
        failed.Add(request.ServingServer!);
        return failed.Count > choice.Retry.Most ? null : choice.ChooseNext(http, request.Balancer, failed);
    }

    // YARP's forwarder refuses a response that has been touched.
    private static bool Turn(HttpContext http, ProxyRequest request, UpstreamServer next)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = null;
        http.Features.Set<IForwarderErrorFeature>(null);
        request.ResponseRulesApplied = false;
        if (request.ServerHeader is { } name)
            http.Response.Headers.Server = name;
        request.Serve(request.Servers!.Upstream, next);
        return true;
    }
}
