using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Trailers;

/// <summary>Writes the end of a chunked body with trailers (RFC 9112 §7.1.2).</summary>
internal static class LastChunk
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static ReadOnlyMemory<byte> With(IHeaderDictionary trailers)
    {
        var text = new StringBuilder("0\r\n");
        foreach (var (name, values) in trailers)
        {
            foreach (var value in values)
            {
                if (IsToken(name) && IsFieldValue(value))
                    text.Append(name).Append(": ").Append(value).Append("\r\n");
            }
        }

        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }

    // HTTP/2 carries names and values that would end the line here.
    private static bool IsToken(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Token);

    private static bool IsFieldValue(string? value)
    {
        if (value is null)
            return false;
        foreach (var letter in value)
        {
            if (letter is < ' ' and not '\t' or '\x7f' or > '\xff')
                return false;
        }

        return true;
    }
}
