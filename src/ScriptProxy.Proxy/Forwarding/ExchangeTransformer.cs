using System.Net;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Strictness;
using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Lets YARP's forwarder send and receive what <see cref="RequestHead"/> and <see cref="ResponseHead"/> say. One for all
/// generations: what a generation decides travels with the request.
/// </summary>
internal sealed class ExchangeTransformer(Tries tries) : HttpTransformer
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
            RequestHead.Write(httpContext, request, proxyRequest);
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
        if (IsThrownAway(httpContext, request, (int)proxyResponse.StatusCode))
            return new ValueTask<bool>(false);

        request.AnswerWasBlank = httpContext.Response.Headers.Count == (request.ServerHeader is null ? 0 : 1);
        request.Aborts.Watch(httpContext.Features);
        ResponseHead.Write(httpContext, proxyResponse);
        if (request.Rules.Pages?.Instead(httpContext.Response.StatusCode) is { } page)
        {
            // False drops the upstream's body; the page is sent once YARP has let go of the exchange.
            request.PageInstead = page;
            ResponseHead.ForgetBody(httpContext.Response.Headers);
            return new ValueTask<bool>(false);
        }

        Decorate(httpContext, request);
        if (isUpgrade)
            Upgrade(httpContext, request);
        else
            PrepareBody(httpContext, request, proxyResponse);
        return new ValueTask<bool>(true);
    }

    public override ValueTask TransformResponseTrailersAsync(
        HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        ResponseTrailers.Write(httpContext, proxyResponse);
        return default;
    }

    private bool IsThrownAway(HttpContext http, ProxyRequest request, int status)
    {
        try
        {
            return tries.ThrowsAway(http, request, status);
        }
        catch (Exception fault)
        {
            request.Fault = fault;
            throw;
        }
    }

    // A function of the script may throw, which YARP would take for a broken answer.
    private static void Decorate(HttpContext http, ProxyRequest request)
    {
        try
        {
            request.Servers!.Mark(http, request.Balancer, request.ServingServer!);
            ResponseRules.Apply(http, request);
        }
        catch (Exception fault)
        {
            request.Fault = fault;
            throw;
        }
    }

    private static void PrepareBody(HttpContext http, ProxyRequest request, HttpResponseMessage message)
    {
        ResponseTrailers.Expect(http, request, message);
        if (http.Response.ContentLength is null)
            message.Content = new StreamedContent(message.Content, http.Response);
    }

    private static void Upgrade(HttpContext http, ProxyRequest request)
    {
        UpgradedClient.Watch(http, request.Wire);
        request.Upgrade(http);
    }
}
