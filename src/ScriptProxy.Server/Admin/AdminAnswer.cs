using System.Text;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Server.Admin;

/// <summary>
/// Writes answers of the admin endpoint: never cached, never framed, nothing guessed or fetched by a browser.
/// </summary>
internal static class AdminAnswer
{
    private const string NothingElse =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task Text(HttpContext http, int status, string text) =>
        Write(http, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    public static Task Json<T>(HttpContext http, int status, T value) =>
        Write(http, status, "application/json", StatusJson.Write(value));

    public static Task Page(HttpContext http, string html, string policy) =>
        Write(http, StatusCodes.Status200OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html), policy);

    public static Task Write(HttpContext http, int status, string type, byte[] body, string policy = NothingElse)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body).AsTask();
    }
}
