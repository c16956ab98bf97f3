using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Answers;

/// <summary>
/// An error page that the script makes per request. It is made whole before any of it is sent, so that one that throws
/// can be replaced by the plain answer.
/// </summary>
internal sealed class MadePage(Func<HttpContext, Task<IResult>> page, SourcePlace place, FaultLog log)
{
    public async Task Answer(HttpContext http, int status)
    {
        byte[] body;
        http.Response.StatusCode = status;
        try
        {
            body = await Make(http);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested)
        {
            log.Write(http, ProxyRequest.Of(http), fault);
            http.Response.Headers.ContentType = default;
            http.Response.Headers.ContentEncoding = default;
            await Answers.Answer.Named(http, status);
            return;
        }

        await Answers.Answer.Fixed(http, status, "text/plain; charset=utf-8", body);
    }

    private async Task<byte[]> Make(HttpContext http)
    {
        var sent = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        var made = new StreamResponseBodyFeature(buffer);
        http.Features.Set<IHttpResponseBodyFeature>(made);
        try
        {
            var result = await page(http) ?? throw new InvalidOperationException(
                $"The error page at {place} is null. Return a result, such as Results.Text(\"Back soon\").");
            await result.ExecuteAsync(http);
            await made.CompleteAsync();
            return buffer.ToArray();
        }
        finally
        {
            http.Features.Set(sent);
        }
    }
}
