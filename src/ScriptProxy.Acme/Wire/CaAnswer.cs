using System.Net;
using System.Net.Http.Headers;

namespace ScriptProxy.Acme.Wire;

/// <summary>One answer of the CA, read to its end.</summary>
/// <param name="Url">What was asked.</param>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers of the answer.</param>
/// <param name="MediaType">The body's type without parameters; empty when not said.</param>
/// <param name="Body">The body, no longer than allowed.</param>
internal sealed record CaAnswer(
    Uri Url, HttpStatusCode Status, HttpResponseHeaders Headers, string MediaType, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Where the made thing is (RFC 8555, section 7.3 and others); null when not said.</summary>
    public Uri? Location => Headers.Location is { } location ? new Uri(Url, location) : null;

    /// <summary>The nonce for the next request (RFC 8555, section 6.5); null when there is none, or none that may be used.</summary>
    public string? Nonce =>
        Headers.TryGetValues("Replay-Nonce", out var values) && values.First() is { Length: > 0 and < 1024 } nonce
        && nonce.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? nonce
            : null;

    /// <summary>How long to wait at least, from the moment of the answer; null when not said.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now)
    {
        var wait = Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
