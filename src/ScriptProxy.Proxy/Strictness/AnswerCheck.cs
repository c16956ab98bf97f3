using System.Net.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Proxy.Strictness;

/// <summary>
/// Runs before anything of an upstream's answer is passed on: refuses what HttpClient lets pass but a client may take
/// for something else. What it throws becomes a 502 and one log line.
/// </summary>
internal static class AnswerCheck
{
    public static void Check(HttpResponseMessage answer)
    {
        // RFC 9110 §15 ends at 599; what is above is passed on, as some servers make up their own.
        if ((int)answer.StatusCode < 100)
            throw new HttpRequestException("its status is below 100");
        if (answer.ReasonPhrase is { } reason && reason.AsSpan().ContainsAny(FieldValues.Controls))
            throw new HttpRequestException("its reason phrase contains a control character");
        if (answer.Headers.NonValidated.TryGetValues(HeaderNames.TransferEncoding, out var coding))
            CheckFraming(answer, coding);
    }

    // HttpClient takes a coding that it does not know for none, and overlooks a Content-Length beside chunks.
    private static void CheckFraming(HttpResponseMessage answer, HeaderStringValues coding)
    {
        if (coding.Count != 1 || !coding.ToString().Equals("chunked", StringComparison.OrdinalIgnoreCase))
            throw new HttpRequestException($"its Transfer-Encoding is '{coding}', not 'chunked'");
        if (answer.Version < System.Net.HttpVersion.Version11)
            throw new HttpRequestException("it has a Transfer-Encoding, which HTTP/1.0 does not know");
        if (answer.Content.Headers.NonValidated.Contains(HeaderNames.ContentLength))
            throw new HttpRequestException("it has both a Transfer-Encoding and a Content-Length");
    }
}
