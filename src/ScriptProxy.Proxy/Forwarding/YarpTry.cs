using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>By YARP's own forwarder and HttpClient: HTTP/2 servers, and whatever else the direct way does not know.</summary>
internal sealed class YarpTry(IHttpForwarder yarp, AnswerIntake intake)
{
    private readonly ExchangeTransformer _transformer = new(intake);

    /// <returns>What went wrong; null when nothing did.</returns>
    public async ValueTask<TryFailure?> Send(HttpContext http, ProxyRequest request, bool isUpgrade, CancellationToken stop)
    {
        var upstream = request.ServingUpstream!;
        var exchange = isUpgrade ? upstream.UpgradedExchange : upstream.Exchange;
        if (request.Rules.Idle is { } idle)
            exchange = idle.Of(exchange);
        request.Wire = WireNeed.Of(http, request, isUpgrade);
        try
        {
            var error = await yarp.SendAsync(
                http,
                request.ServingServer!.Address,
                request.Wire is null ? upstream.Client : upstream.WiredClient,
                exchange,
                _transformer,
                stop);
            if (error == ForwarderError.None)
                return null;
            var cause = http.Features.Get<IForwarderErrorFeature>()?.Exception;
            return TryFailure.Of(error, cause, request, http.Response.StatusCode);
        }
        finally
        {
            request.Wire?.Dispose();
        }
    }
}
