using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace ScriptProxy.Acme.Keys;

/// <summary>Makes signed objects in the flattened JSON form (RFC 7515 section 7.2.2, RFC 8555 section 6.2).</summary>
internal static class Jws
{
    /// <param name="header">The protected header, <c>alg</c> included.</param>
    /// <param name="payload">JSON; empty for a POST-as-GET (RFC 8555, section 6.3).</param>
    /// <param name="sign">Signs the bytes that are to be signed.</param>
    public static JsonObject Make(JsonObject header, string payload, Func<byte[], byte[]> sign)
    {
        var head = Encode(header.ToJsonString());
        var body = Encode(payload);
        return new JsonObject
        {
            ["protected"] = head,
            ["payload"] = body,
            ["signature"] = Base64Url.EncodeToString(sign(SigningInput(head, body))),
        };
    }

    /// <summary>What is signed (RFC 7515, section 5.1).</summary>
    public static byte[] SigningInput(string encodedHeader, string encodedPayload) =>
        Encoding.ASCII.GetBytes($"{encodedHeader}.{encodedPayload}");

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
