using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Stands in YARP's pipeline where it forwards: counts what is in flight, has the bytes moved, to another server when one fails
/// and the request may be repeated, and turns the last failure into an answer. One for all generations.
/// </summary>
/// <param name="direct">The fast way, for the exchanges that it knows; null for none.</param>
/// <param name="yarp">The way for all others.</param>
/// <param name="tries">Says what follows from a try.</param>
/// <param name="time">The clock.</param>
internal sealed class ProxyForwarder(ITry? direct, ITry yarp, Tries tries, TimeProvider time) : IHttpForwarder
{
    public ValueTask<ForwarderError> SendAsync(
        HttpContext context,
        string destinationPrefix,
        HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig,
        HttpTransformer transformer) =>
        SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer, CancellationToken.None);

    public async ValueTask<ForwarderError> SendAsync(
        HttpContext context,
        string destinationPrefix,
        HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig,
        HttpTransformer transformer,
        CancellationToken cancellationToken)
    {
        var request = ProxyRequest.Of(context);
        var isUpgrade = Upgrades.IsAskedFor(context);
        TryFailure? failure;
        do
        {
            var server = request.ServingServer!;
            request.TryBegan = time.GetTimestamp();
            server.Began();
            try
            {
                failure = await WayOf(context, request, isUpgrade).Send(context, request, isUpgrade, cancellationToken);
            }
            finally
            {
                server.Ended();
            }
        }
        while (tries.GoOn(context, request, failure));

        if (failure is not null)
            await Fail(context, request);
        else if (request.PageInstead is { } page)
            await page.Answer(context, context.Response.StatusCode);
        return failure is null ? ForwarderError.None : ForwarderError.Request;
    }

    // A client that asks by CONNECT is to be asked for by GET, with a key, which YARP does.
    private ITry WayOf(HttpContext http, ProxyRequest request, bool isUpgrade) =>
        direct is not null && request.ServingUpstream!.DirectTo(request.ServingServer!) is not null
        && !(isUpgrade && http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true })
            ? direct
            : yarp;

    private static Task Fail(HttpContext context, ProxyRequest request)
    {
        // What the rules had put into the answer that failed is gone.
        if (!context.Response.HasStarted)
            request.ResponseRulesApplied = false;
        if (request.Fault is { } fault)
            throw new ScriptFaultException(fault);
        return context.Response.HasStarted || context.RequestAborted.IsCancellationRequested
            ? Task.CompletedTask
            : Answer.Plain(context, context.Response.StatusCode);
    }
}
