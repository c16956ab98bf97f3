using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using ScriptProxy.Forwarding;
using ScriptProxy.Forwarding.Heads;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Lets our own forwarder send and receive what <see cref="RequestHead"/> and <see cref="AnswerIntake"/> say. One for all
/// generations: what a generation decides travels with the request.
/// </summary>
internal sealed class DirectRules(AnswerIntake intake) : IForwardRules
{
    public RequestBody Write(HttpContext http, object? request, RequestWriter head)
    {
        var known = (ProxyRequest)request!;
        var isUpgrade = Upgrades.IsAskedFor(http);
        var body = isUpgrade ? RequestBody.None : BodyOf(http);
        try
        {
            RequestHead.Write(http, known, new WriterSink(head, http.Request.Method, body == RequestBody.Chunked));
        }
        catch (Exception fault)
        {
            // The script's doing, or the client's: not the server's.
            known.Fault = fault;
            throw;
        }

        if (isUpgrade)
        {
            head.Field(HeaderNames.Connection, HeaderNames.Upgrade);
            head.Field(HeaderNames.Upgrade, http.Request.Headers.Upgrade);
        }

        if (body == RequestBody.Chunked)
            head.Field(HeaderNames.TransferEncoding, "chunked");
        return body;
    }

    public ReadOnlyMemory<byte> LastChunk(HttpContext http) => RequestTrailers.LastChunk(http, ProxyRequest.Of(http));

    public bool Take(HttpContext http, object? request, AnswerHead answer)
    {
        var isUpgrade = answer.Status == StatusCodes.Status101SwitchingProtocols;
        if (!intake.Take(http, (ProxyRequest)request!, new WireAnswer(answer), isUpgrade))
            return false;
        if (answer.Reason is not null)
            http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = answer.Reason;
        if (isUpgrade)
            http.Response.Headers.Upgrade = http.Request.Headers.Upgrade;
        return true;
    }

    public void TakeTrailers(HttpContext http, FieldList trailers) => ResponseTrailers.Write(http, trailers);

    private static RequestBody BodyOf(HttpContext http)
    {
        if (http.Request.ContentLength is { } length)
        {
            // A length that Connection names ends here with it.
            return length == 0 ? RequestBody.None
                : HopByHop.Of(http.Request.Headers).Ends(HeaderNames.ContentLength) ? RequestBody.Chunked
                : RequestBody.Length;
        }

        return RequestTrailers.MayFollow(http) ? RequestBody.Chunked : RequestBody.None;
    }
}
