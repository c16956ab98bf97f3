using System.Security.Cryptography;
using System.Text;

namespace ScriptProxy.Server.Admin;

/// <summary>Who may do what at the admin endpoint, as the running generation says.</summary>
/// <param name="ReadingNeedsToken">Whether GET needs the token too: the endpoint can be reached from other
/// machines.</param>
internal sealed record AdminAccess(bool ReadingNeedsToken)
{
    private readonly byte[]? _digest;

    /// <summary>The token; null when none could be made, so that nobody has it.</summary>
    public AdminAccess(string? token, bool readingNeedsToken)
        : this(readingNeedsToken) =>
        _digest = token is null ? null : Digest(token);

    /// <summary>Compares in constant time, whatever the length.</summary>
    public bool Admits(string token) =>
        _digest is not null && CryptographicOperations.FixedTimeEquals(_digest, Digest(token));

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
