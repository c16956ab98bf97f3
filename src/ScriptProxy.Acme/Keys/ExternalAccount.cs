using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ScriptProxy.Acme.Keys;

/// <summary>
/// An account outside of ACME that a CA wants to know, as it gave it out: <c>eab = { kid, key }</c> (RFC 8555, section 7.3.4).
/// </summary>
public sealed class ExternalAccount
{
    private readonly byte[] _key;

    /// <param name="kid">The key's identifier, as the CA gave it.</param>
    /// <param name="key">The key in base64url, as the CA gave it; plain base64 is read as well.</param>
    /// <exception cref="AcmeException">The key is neither.</exception>
    public ExternalAccount(string kid, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kid);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        Kid = kid;
        _key = Decode(key.Trim());
    }

    /// <summary>The key's identifier at the CA.</summary>
    public string Kid { get; }

    /// <summary>The account's public key, signed with the CA's key by HS256.</summary>
    internal JsonObject Bind(AccountKey account, Uri newAccount)
    {
        var header = new JsonObject { ["alg"] = "HS256", ["kid"] = Kid, ["url"] = newAccount.AbsoluteUri };
        return Jws.Make(header, account.ToJwk().ToJsonString(), data => HMACSHA256.HashData(_key, data));
    }

    private static byte[] Decode(string key)
    {
        try
        {
            return Base64Url.DecodeFromChars(key.Replace('+', '-').Replace('/', '_').TrimEnd('='));
        }
        catch (FormatException)
        {
            throw new AcmeException(
                AcmeFault.Unsupported, "the key of eab is not base64url; copy it from the CA's page as it stands there");
        }
    }
}
