using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// Runs after all that may refuse: gives the rest so much time, then cancels <c>http.RequestAborted</c> for it and
/// answers 504, or breaks off an answer that has begun. An upgraded connection was in time.
/// </summary>
internal sealed class TotalTimeoutLink(TimeSpan limit, TimeProvider time, LimitLog log)
{
    public Task Run(HttpContext http, RequestDelegate next)
    {
        var deadline = new Deadline(http, limit, time);
        var rest = RunRest(http, next);
        if (!rest.IsCompletedSuccessfully || deadline.HasPassed)
            return Finish(http, rest, deadline);
        deadline.Dispose();
        return rest;
    }

    private static Task RunRest(HttpContext http, RequestDelegate next)
    {
        try
        {
            return next(http);
        }
        catch (Exception fault)
        {
            return Task.FromException(fault);
        }
    }

    // Without the next link, which would hold the generation while an upgraded connection lasts.
    private async Task Finish(HttpContext http, Task rest, Deadline deadline)
    {
        try
        {
            await rest;
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            // It gave up because it was told to.
        }
        finally
        {
            deadline.Dispose();
        }

        if (deadline.HasPassed)
            await Answer504(http, deadline.Client);
    }

    private Task Answer504(HttpContext http, CancellationToken client)
    {
        var request = ProxyRequest.Of(http);
        log.TimedOut(http, request, limit);
        if (http.Response.HasStarted || client.IsCancellationRequested)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return Task.CompletedTask;
        }

        http.Response.Clear();
        request.ResponseRulesApplied = false;
        return Answer.Plain(http, StatusCodes.Status504GatewayTimeout);
    }
}
