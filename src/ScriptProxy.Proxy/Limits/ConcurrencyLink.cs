using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// Runs after the rates: serves so many at a time, others get 503 (nginx: <c>limit_conn</c>). A WebSocket counts while
/// it is open.
/// </summary>
internal sealed class ConcurrencyLink(ConcurrencyTable table, int most, KeyOf keys, Refusals refusals)
{
    public Task Run(HttpContext http, RequestDelegate next)
    {
        if (!keys.TryGet(http, out var key))
            return next(http);
        if (!table.TryEnter(key, most))
            return Refuse(http);

        Task rest;
        try
        {
            rest = next(http);
        }
        catch
        {
            table.Leave(key);
            throw;
        }

        if (!rest.IsCompletedSuccessfully)
            return LeaveAfter(rest, table, key);
        table.Leave(key);
        return rest;
    }

    // Static, and without the next link, which would hold the generation while an upgraded connection lasts.
    private static async Task LeaveAfter(Task rest, ConcurrencyTable table, LimitKey key)
    {
        try
        {
            await rest;
        }
        finally
        {
            table.Leave(key);
        }
    }

    private Task Refuse(HttpContext http)
    {
        refusals.Add(ProxyRequest.Of(http));
        http.Response.Headers.RetryAfter = "1";
        return Answer.Plain(http, StatusCodes.Status503ServiceUnavailable);
    }
}
