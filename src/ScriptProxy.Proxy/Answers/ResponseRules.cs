using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Rules;

namespace ScriptProxy.Proxy.Answers;

/// <summary>
/// Applies the response header rules once, when the answer is about to start: on every answer, our own errors included.
/// </summary>
internal static class ResponseRules
{
    private static readonly Func<object, Task> ApplyLater = static state =>
    {
        var http = (HttpContext)state;
        var request = ProxyRequest.Of(http);
        try
        {
            Apply(http, request);
        }
        catch (Exception fault)
        {
            // What is thrown from here reaches the handler as a broken connection; this is what it was about.
            request.Fault = fault;
            throw;
        }

        return Task.CompletedTask;
    };

    /// <summary>Sees to it that the rules are applied, however the request is answered.</summary>
    public static void Register(HttpContext http) => http.Response.OnStarting(ApplyLater, http);

    public static void Apply(HttpContext http, ProxyRequest request)
    {
        if (request.ResponseRulesApplied)
            return;
        request.ResponseRulesApplied = true;

        var headers = http.Response.Headers;

        // Before the rules, which may change it; what the upstream says of itself stands (it may mean subdomains too).
        if (request.StrictTransport is { } policy)
            headers.TryAdd(HeaderNames.StrictTransportSecurity, policy);
        foreach (var rule in request.Rules.ResponseHeaders)
        {
            if (rule.Removes)
            {
                headers.Remove(rule.Name);
                continue;
            }

            // After a fault the functions are not asked again: the answer is our own, and the fixed headers belong to
            // it too.
            if (request.Fault is not null && rule.Value is not null)
                continue;
            var value = HeaderValues.Of(rule, http);
            if (value is not null)
                headers[rule.Name] = rule.Append ? StringValues.Concat(headers[rule.Name], value) : value;
        }
    }
}
