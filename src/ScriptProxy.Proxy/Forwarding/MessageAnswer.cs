using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>An answer that HttpClient has received.</summary>
internal readonly struct MessageAnswer(HttpResponseMessage message) : IAnswerSource
{
    public int Status => (int)message.StatusCode;

    public bool IsHttp2 => message.Version.Major > 1;

    public void WriteHeaders(IHeaderDictionary to)
    {
        var nominated = message.Headers.NonValidated.TryGetValues(HeaderNames.Connection, out var connection)
            ? connection.ToString()
            : null;
        Copy(message.Headers, to, nominated);
        Copy(message.Content.Headers, to, nominated);
    }

    private static void Copy(HttpHeaders from, IHeaderDictionary to, string? nominated)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            if (ResponseHead.Passes(name) && !(nominated is not null && Names(nominated, name)))
            {
                var copied = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
                ResponseHead.Put(to, name, copied, ResponseHead.IsSingle(name));
            }
        }
    }

    private static bool Names(string nominated, string name)
    {
        foreach (var range in nominated.AsSpan().Split(','))
        {
            if (nominated.AsSpan()[range].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
