using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// Runs early: lets in burst + 1 at once and then the rate, others get 429; or lets those of the burst wait for their
/// turn (nginx: <c>limit_req</c> with <c>nodelay</c>, and without).
/// </summary>
internal sealed class RateLimitLink(
    RateLimiter limiter, KeyOf keys, bool delays, RateHeaders headers, Refusals refusals)
{
    public Task Run(HttpContext http, RequestDelegate next)
    {
        if (!keys.TryGet(http, out var key))
            return next(http);
        var admission = limiter.Take(key);
        if (!admission.Admitted)
            return Refuse(http, limiter.Time(admission));
        return delays && admission.Ticks > 0 ? Wait(limiter.Time(admission), http, next) : next(http);
    }

    private async Task Wait(TimeSpan wait, HttpContext http, RequestDelegate? next)
    {
        await limiter.Delay(wait, http.RequestAborted);
        await Onward.Run(http, ref next);
    }

    private Task Refuse(HttpContext http, TimeSpan wait)
    {
        refusals.Add(ProxyRequest.Of(http));
        headers.Write(http.Response.Headers, wait);
        return Answer.Plain(http, StatusCodes.Status429TooManyRequests);
    }
}
