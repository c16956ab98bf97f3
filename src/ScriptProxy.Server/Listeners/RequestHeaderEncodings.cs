using System.Buffers;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// What Kestrel asks how to decode each request header, trailers too, before anything of ours sees it: the one place
/// where names can be refused over every version. An <see cref="InvalidOperationException"/> is what Kestrel answers
/// with 400, or with PROTOCOL_ERROR over HTTP/2.
/// </summary>
internal static class RequestHeaderEncodings
{
    private static readonly Encoding Connection = new ConnectionHeaderEncoding();
    private static readonly Encoding ContentLength = new ContentLengthEncoding();

    // RFC 9110 §5.6.2. Kestrel lets controls, spaces and separators pass in the names of HTTP/2, and most of them in
    // HTTP/1.1.
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public static Encoding For(string name)
    {
        if (name == HeaderNames.Connection)
            return Connection;
        if (name == HeaderNames.ContentLength)
            return ContentLength;

        // Header bytes pass as they came, whatever their encoding: Latin-1 maps each byte to one char and back.
        return name.AsSpan().ContainsAnyExcept(Token) && !IsPseudo(name)
            ? throw new InvalidOperationException("A header's name is not a token.")
            : Encoding.Latin1;
    }

    // Kestrel has checked which ones there may be.
    private static bool IsPseudo(string name) => name is [':', .. var rest] && !rest.AsSpan().ContainsAnyExcept(Token);
}
