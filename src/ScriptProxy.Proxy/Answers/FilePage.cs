using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Answers;

/// <summary>An error page that was read from a file when the script loaded.</summary>
internal sealed class FilePage(byte[] content, string contentType)
{
    public Task Answer(HttpContext http, int status)
    {
        http.Response.ContentType = contentType;
        return Answers.Answer.Fixed(http, status, contentType, content);
    }
}
