using System.Text.Json.Nodes;
using ScriptProxy.Acme.Keys;

namespace ScriptProxy.Acme.Wire;

/// <summary>Who signs a request: an account by its url, or, before it has one, a key by itself (RFC 8555, section 6.2).</summary>
/// <param name="Algorithm">The value of <c>alg</c>.</param>
/// <param name="Sign">Signs bytes.</param>
/// <param name="Identity">Adds <c>kid</c> or <c>jwk</c> to a header.</param>
internal sealed record Signer(string Algorithm, Func<byte[], byte[]> Sign, Action<JsonObject> Identity)
{
    public static Signer ByAccount(AccountKey key, Uri account) =>
        new("ES256", key.Sign, header => header["kid"] = account.AbsoluteUri);

    public static Signer ByKey(AccountKey key) => new("ES256", key.Sign, header => header["jwk"] = key.ToJwk());

    public JsonObject Make(Uri url, string? nonce, string payload)
    {
        var header = new JsonObject { ["alg"] = Algorithm };
        Identity(header);
        if (nonce is not null)
            header["nonce"] = nonce;
        header["url"] = url.AbsoluteUri;
        return Jws.Make(header, payload, Sign);
    }
}
