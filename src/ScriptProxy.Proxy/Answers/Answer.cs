using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Answers;

/// <summary>Our own answers: a status and its error page, else one plain line, nothing about what runs here.</summary>
internal static class Answer
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>A status with the error page that the script has for it, else with its name as the body.</summary>
    public static Task Plain(HttpContext http, int status) =>
        ProxyRequest.Of(http).Rules.Pages?.For(status) is { } page ? page.Answer(http, status) : Named(http, status);

    /// <summary>A status with its name as the body, whatever pages there are.</summary>
    public static Task Named(HttpContext http, int status) =>
        Fixed(http, status, PlainText, Encoding.UTF8.GetBytes($"{status} {ReasonPhrases.GetReasonPhrase(status)}\n"));

    /// <summary>Answers with a body that is known beforehand.</summary>
    public static Task Fixed(HttpContext http, int status, string contentType, byte[] body)
    {
        Begin(http, status);
        var response = http.Response;
        response.ContentType ??= contentType;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    /// <summary>Answers without a body.</summary>
    public static Task Empty(HttpContext http, int status)
    {
        Begin(http, status);
        return Task.CompletedTask;
    }

    /// <summary>Forgets what was said so far, to answer in another way.</summary>
    public static void TakeBack(HttpContext http)
    {
        http.Response.Clear();
        ProxyRequest.Of(http).ResponseRulesApplied = false;
    }

    /// <summary>The head but for what describes the body, which may be said before.</summary>
    public static void Begin(HttpContext http, int status)
    {
        var request = ProxyRequest.Of(http);
        http.Response.StatusCode = status;
        if (request.ServerHeader is { } name)
            http.Response.Headers.Server = name;

        // Here and not when the server starts the answer: a function that throws then could no longer be answered with
        // a 500.
        ResponseRules.Apply(http, request);
    }
}
