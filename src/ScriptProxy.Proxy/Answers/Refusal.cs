using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Answers;

/// <summary>
/// The answer to a request that is malformed or has no business here: trusts nothing that follows it on the connection.
/// </summary>
internal static class Refusal
{
    private const string Allowed = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    public static Task Answer(HttpContext http, int status)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol))
            http.Response.Headers.Connection = "close";
        if (status == StatusCodes.Status405MethodNotAllowed)
            http.Response.Headers.Allow = Allowed;
        return Answers.Answer.Plain(http, status);
    }
}
