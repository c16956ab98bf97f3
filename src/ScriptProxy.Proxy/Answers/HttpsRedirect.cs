using System.Globalization;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Hosts;
using ScriptProxy.Proxy.Targets;

namespace ScriptProxy.Proxy.Answers;

/// <summary>
/// Sends a client to the same url by https, as it wrote it (nginx: <c>return 301 https://$host$request_uri</c>).
/// </summary>
internal static class HttpsRedirect
{
    private const int UsualPort = 443;

    public static Task Answer(HttpContext http, int port)
    {
        var host = HostName.Of(http);

        // HTTP/1.0 may do without a host, and then there is nowhere to send it.
        if (host.IsEmpty)
            return Answers.Answer.Plain(http, StatusCodes.Status400BadRequest);
        http.Response.Headers.Location = Location(http, host, port);
        http.Response.ContentLength = 0;
        return Answers.Answer.Empty(http, StatusFor(http.Request.Method));
    }

    // A client may turn what is not GET or HEAD into GET after a 301; after a 308 it may not (RFC 9110 §15.4.9).
    public static int StatusFor(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
        ? StatusCodes.Status301MovedPermanently
        : StatusCodes.Status308PermanentRedirect;

    public static string Location(HttpContext http, ReadOnlySpan<char> host, int port)
    {
        var target = RawTarget.Of(http);
        var suffix = port == UsualPort ? "" : ":" + port.ToString(CultureInfo.InvariantCulture);
        return $"https://{host}{suffix}{target.Path}{target.Query}";
    }
}
