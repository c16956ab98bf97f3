using System.Net;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Strictness;
using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Lets YARP's forwarder send and receive what <see cref="RequestHead"/> and <see cref="ResponseHead"/> say. One for all
/// generations: what a generation decides travels with the request.
/// </summary>
internal sealed class ExchangeTransformer(AnswerIntake intake) : HttpTransformer
{
    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        var request = ProxyRequest.Of(httpContext);
        request.Wire?.Attach(httpContext, proxyRequest);
        if (request.ServingUpstream!.Settings.ProxyProtocol != ProxyProtocolVersion.None)
            NamedClient.Attach(proxyRequest, httpContext.Connection, request.ClientIp, request.PeerIp);
        try
        {
            RequestHead.Write(
                httpContext, request, new MessageSink(proxyRequest, request.ServingServer!.Address, request.Wire is not null));
        }
        catch (Exception fault)
        {
            // YARP would answer 502 for what is the script's doing.
            request.Fault = fault;
            throw;
        }

        return default;
    }

    public override ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
            return new ValueTask<bool>(false);
        var isUpgrade = Upgrades.IsAgreed(proxyResponse);
        if (proxyResponse.StatusCode == HttpStatusCode.SwitchingProtocols && !isUpgrade)
            throw new HttpRequestException("it switched protocols without having been asked to");
        AnswerCheck.Check(proxyResponse);

        var request = ProxyRequest.Of(httpContext);
        request.Aborts.Watch(httpContext.Features);
        if (!intake.Take(httpContext, request, new MessageAnswer(proxyResponse), isUpgrade))
            return new ValueTask<bool>(false);
        if (isUpgrade)
            UpgradedClient.Watch(httpContext, request.Wire);
        else if (httpContext.Response.ContentLength is null)
            proxyResponse.Content = new StreamedContent(proxyResponse.Content, httpContext.Response);
        return new ValueTask<bool>(true);
    }

    public override ValueTask TransformResponseTrailersAsync(
        HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        ResponseTrailers.Write(httpContext, proxyResponse);
        return default;
    }
}
