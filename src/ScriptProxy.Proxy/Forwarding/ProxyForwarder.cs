using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Counts what is in flight, has the bytes moved, to another server when one fails and the request may be repeated, and turns the
/// last failure into an answer. Stands where YARP's pipeline forwards, too. One for all generations.
/// </summary>
/// <param name="direct">The fast way, for the exchanges that it knows; null for none.</param>
/// <param name="yarp">The way for all others.</param>
/// <param name="tries">Says what follows from a try.</param>
/// <param name="time">The clock.</param>
internal sealed class ProxyForwarder(ITry? direct, ITry yarp, Tries tries, TimeProvider time) : IHttpForwarder
{
    /// <summary>Serves the request by the direct way; null when it is for YARP's pipeline.</summary>
    public Task? TryServe(HttpContext http, ProxyRequest request)
    {
        if (direct is null || request.ServingUpstream!.DirectTo(request.ServingServer!) is null)
            return null;
        var isUpgrade = Upgrades.IsAskedFor(http);

        // A client that asks by CONNECT is to be asked for by GET, with a key, which YARP does.
        return isUpgrade && HttpMethods.IsConnect(http.Request.Method)
            ? null
            : Serve(direct, http, request, isUpgrade, CancellationToken.None);
    }

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
        return await Serve(yarp, context, ProxyRequest.Of(context), Upgrades.IsAskedFor(context), cancellationToken)
            ? ForwarderError.None
            : ForwarderError.Request;
    }

    // Whether a server has served it.
    private async Task<bool> Serve(ITry way, HttpContext http, ProxyRequest request, bool isUpgrade, CancellationToken stop)
    {
        TryFailure? failure;
        do
        {
            var server = request.ServingServer!;
            request.TryBegan = time.GetTimestamp();
            server.Began();
            try
            {
                failure = await way.Send(http, request, isUpgrade, stop);
            }
            finally
            {
                server.Ended();
            }
        }
        while (tries.GoOn(http, request, failure));

        if (failure is not null)
            await Fail(http, request);
        else if (request.PageInstead is { } page)
            await page.Answer(http, http.Response.StatusCode);
        return failure is null;
    }

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
