using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Answers;

/// <summary>
/// What becomes of an exception on a request: a client's mistake is a 4xx, a script's or plugin's fault is a 500, one
/// log line and a count.
/// </summary>
internal sealed class FaultAnswer(FaultLog log)
{
    public async Task Answer(HttpContext http, ProxyRequest request, Exception exception)
    {
        // The client went away: there is nobody to answer, and what threw because of it is no fault.
        if (http.RequestAborted.IsCancellationRequested)
            return;

        var fault = request.Fault ?? exception;
        var refused = fault as BadHttpRequestException;
        if (refused is null)
            log.Write(http, request, fault);

        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return;
        }

        request.Fault = fault;
        Answers.Answer.TakeBack(http);
        await (refused is null
            ? Answers.Answer.Plain(http, StatusCodes.Status500InternalServerError)
            : Refusal.Answer(http, refused.StatusCode));
    }
}
