using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ScriptProxy.Acme.Keys;

/// <summary>
/// The key that an account is known by: ECDSA on P-256, signing as ES256 (RFC 8555 section 6.2, RFC 7518 section 3.4).
/// </summary>
public sealed class AccountKey : IDisposable
{
    private readonly ECDsa _key;

    private AccountKey(ECDsa key)
    {
        _key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        (X, Y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        Thumbprint = JwkThumbprint.Of(("crv", "P-256"), ("kty", "EC"), ("x", X), ("y", Y));
    }

    /// <summary>The key's thumbprint, base64url of SHA-256 (RFC 7638): a part of every key authorization.</summary>
    public string Thumbprint { get; }

    private string X { get; }
    private string Y { get; }

    /// <summary>Makes a new key.</summary>
    public static AccountKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads what <see cref="ToPem"/> wrote, or another tool's P-256 key in PEM (PKCS #8 or SEC 1).</summary>
    /// <exception cref="AcmeException">The text is no such key.</exception>
    public static AccountKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize != 256)
                throw new CryptographicException($"its size is {key.KeySize} bits, and must be 256");
            return new AccountKey(key);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new AcmeException(
                AcmeFault.Unsupported, $"this is no account key, ECDSA on P-256 in PEM: {OneLine.Of(error.Message)}", error);
        }
    }

    /// <summary>The private key as PKCS #8 in PEM. Keep it where nobody else can read it.</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem();

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>The public key (RFC 7517), its members in the order of RFC 7638.</summary>
    internal JsonObject ToJwk() => new() { ["crv"] = "P-256", ["kty"] = "EC", ["x"] = X, ["y"] = Y };

    /// <summary>The signature as R and S, each of 32 bytes (RFC 7518, section 3.4).</summary>
    internal byte[] Sign(byte[] data) =>
        _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    internal bool Verifies(byte[] data, byte[] signature) => _key.VerifyData(
        data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}
