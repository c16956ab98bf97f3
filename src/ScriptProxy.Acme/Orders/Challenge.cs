using ScriptProxy.Acme.Problems;
using ScriptProxy.Acme.Wire;

namespace ScriptProxy.Acme.Orders;

/// <summary>One way to prove that a name is ours (RFC 8555, section 8).</summary>
/// <param name="Type"><c>http-01</c>, <c>tls-alpn-01</c>, <c>dns-01</c>, or one that we do not know.</param>
/// <param name="Url">Where to say that it is prepared.</param>
/// <param name="Token">The random part of the proof; empty for types that have none.</param>
/// <param name="Status"><c>pending</c>, <c>processing</c>, <c>valid</c> or <c>invalid</c>.</param>
public sealed record Challenge(string Type, Uri Url, string Token, string Status)
{
    /// <summary>Why it failed; null when it did not.</summary>
    public Problem? Error { get; private init; }

    /// <summary>The address that the CA last connected to, as some CAs tell; null when not said.</summary>
    public string? AddressUsed { get; private init; }

    internal static Challenge Read(AnswerObject challenge)
    {
        var token = challenge.OptionalText("token") ?? "";
        // RFC 8555, section 8.3: nothing else, for it becomes a path of ours.
        if (!token.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') || token.Length > 512)
            throw new AcmeException(AcmeFault.Nonsense, "the CA's challenge has a token with other characters than base64url has");
        return new Challenge(challenge.Text("type"), challenge.Url("url"), token, challenge.OptionalText("status") ?? "pending")
        {
            Error = challenge.Problem("error"),
            AddressUsed = AddressIn(challenge),
        };
    }

    // Let's Encrypt's own addition; whatever is odd about it is no reason to fail.
    private static string? AddressIn(AnswerObject challenge)
    {
        try
        {
            return challenge.Objects("validationRecord", "validation record", most: 20)
                .Select(record => OneLine.Of(record.OptionalText("addressUsed")))
                .LastOrDefault(address => address.Length > 0);
        }
        catch (AcmeException)
        {
            return null;
        }
    }
}
