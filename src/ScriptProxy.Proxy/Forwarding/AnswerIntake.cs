using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Decides what becomes of an upstream's answer, whoever has received it, before anything of it is passed on: thrown away for
/// another server's, replaced by an error page, or put into the client's response.
/// </summary>
internal sealed class AnswerIntake(Tries tries)
{
    /// <returns>False to throw the answer away.</returns>
    public bool Take<TAnswer>(HttpContext http, ProxyRequest request, TAnswer answer, bool isUpgrade)
        where TAnswer : struct, IAnswerSource
    {
        if (IsThrownAway(http, request, answer.Status))
            return false;

        request.AnswerWasBlank = http.Response.Headers.Count == (request.ServerHeader is null ? 0 : 1);
        http.Response.StatusCode = answer.Status;
        ResponseHead.Write(http, answer);
        if (request.Rules.Pages?.Instead(answer.Status) is { } page)
        {
            // False drops the upstream's body; the page is sent once the exchange is over.
            request.PageInstead = page;
            ResponseHead.ForgetBody(http.Response.Headers);
            return false;
        }

        Decorate(http, request);
        if (isUpgrade)
            request.Upgrade(http);
        else
            ResponseTrailers.Expect(http, request, answer.IsHttp2);
        return true;
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

    // A function of the script may throw, which would be taken for a broken answer.
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
}
