using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Stands in YARP's pipeline where it forwards: counts what is in flight, lets YARP's own forwarder move the bytes, to another
/// server when one fails and the request may be repeated, and turns the last failure into an answer. One for all generations.
/// </summary>
internal sealed class ProxyForwarder(IHttpForwarder yarp, Tries tries, TimeProvider time) : IHttpForwarder
{
    private readonly ExchangeTransformer _transformer = new(tries);

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
        ForwarderError error;
        do
        {
            var upstream = request.ServingUpstream!;
            var server = request.ServingServer!;
            var exchange = isUpgrade ? upstream.UpgradedExchange : upstream.Exchange;
            if (request.Rules.Idle is { } idle)
                exchange = idle.Of(exchange);
            request.Wire = WireNeed.Of(context, request, isUpgrade);
            request.TryBegan = time.GetTimestamp();
            server.Began();
            try
            {
                error = await yarp.SendAsync(
                    context,
                    server.Address,
                    request.Wire is null ? upstream.Client : upstream.WiredClient,
                    exchange,
                    _transformer,
                    cancellationToken);
            }
            finally
            {
                server.Ended();
                request.Wire?.Dispose();
            }
        }
        while (tries.GoOn(context, request, error));

        if (error != ForwarderError.None)
            await Fail(context, request);
        else if (request.PageInstead is { } page)
            await page.Answer(context, context.Response.StatusCode);
        return error;
    }

    private static Task Fail(HttpContext context, ProxyRequest request)
    {
        // YARP has cleared what the rules had put into the answer that failed.
        if (!context.Response.HasStarted)
            request.ResponseRulesApplied = false;
        if (request.Fault is { } fault)
            throw new ScriptFaultException(fault);
        return context.Response.HasStarted || context.RequestAborted.IsCancellationRequested
            ? Task.CompletedTask
            : Answer.Plain(context, context.Response.StatusCode);
    }
}
