using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Counts what is in flight, has the bytes moved, to another server when one fails and the request may be repeated, and turns the
/// last failure into an answer. Stands where YARP's pipeline forwards, too. One for all generations.
/// </summary>
/// <param name="yarp">The way for what our own connections do not know.</param>
/// <param name="onlyYarp">Whether all goes that way.</param>
/// <param name="tries">Says what follows from a try.</param>
/// <param name="time">The clock.</param>
internal sealed class ProxyForwarder(YarpTry yarp, bool onlyYarp, Tries tries, TimeProvider time) : IHttpForwarder
{
    /// <summary>Serves the request by the direct way; null when it is for YARP's pipeline.</summary>
    public Task? TryServe(HttpContext http, ProxyRequest request)
    {
        if (onlyYarp || request.Direct is null)
            return null;
        var isUpgrade = Upgrades.IsAskedFor(http);

        // A client that asks by CONNECT is to be asked for by GET, with a key, which YARP does.
        return isUpgrade && HttpMethods.IsConnect(http.Request.Method)
            ? null
            : Serve(http, request, isUpgrade);
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
        return await ServeByYarp(context, ProxyRequest.Of(context), Upgrades.IsAskedFor(context), cancellationToken)
            ? ForwarderError.None
            : ForwarderError.Request;
    }

    // Beside the other one, as one way for both would wait once more in each request.
    private async Task Serve(HttpContext http, ProxyRequest request, bool isUpgrade)
    {
        TryFailure? failure;
        do
        {
            var server = Begin(request);
            try
            {
                failure = DirectTry.Judge(http, await DirectTry.Send(http, request, isUpgrade));
            }
            finally
            {
                server.Ended();
            }
        }
        while (tries.GoOn(http, request, failure));

        if (failure is not null || request.PageInstead is not null)
            await Finish(http, request, failure);
    }

    // Whether a server has served it.
    private async Task<bool> ServeByYarp(HttpContext http, ProxyRequest request, bool isUpgrade, CancellationToken stop)
    {
        TryFailure? failure;
        do
        {
            var server = Begin(request);
            try
            {
                failure = await yarp.Send(http, request, isUpgrade, stop);
            }
            finally
            {
                server.Ended();
            }
        }
        while (tries.GoOn(http, request, failure));

        await Finish(http, request, failure);
        return failure is null;
    }

    private UpstreamServer Begin(ProxyRequest request)
    {
        var server = request.ServingServer!;
        request.TryBegan = time.GetTimestamp();
        server.Began();
        return server;
    }

    private static Task Finish(HttpContext http, ProxyRequest request, TryFailure? failure)
    {
        if (failure is not null)
            return Fail(http, request);
        return request.PageInstead is { } page ? page.Answer(http, http.Response.StatusCode) : Task.CompletedTask;
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
