using System.Security.Cryptography;

namespace ScriptProxy.Proxy.Access.Passwords;

/// <summary>
/// <c>htpasswd -s</c>: <c>{SHA}</c> and Base64. Read because files with it are about; it is quick to guess.
/// </summary>
internal sealed class Sha1Hash : PasswordHash
{
    private const string Prefix = "{SHA}";

    private readonly byte[] _hash;

    private Sha1Hash(byte[] hash) => _hash = hash;

    public static Sha1Hash? TryParse(string text)
    {
        var hash = new byte[SHA1.HashSizeInBytes];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], hash, out var length) && length == hash.Length
                ? new Sha1Hash(hash)
                : null;
    }

    public override bool Matches(ReadOnlySpan<byte> password)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];

        // The format prescribes SHA-1.
#pragma warning disable CA5350
        SHA1.HashData(password, hash);
#pragma warning restore CA5350
        return CryptographicOperations.FixedTimeEquals(hash, _hash);
    }
}
