using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ScriptProxy.Proxy.Access.Passwords;

/// <summary>
/// Remembers which credentials were right, so that a browser's every request does not cost a bcrypt. Keeps only a keyed
/// hash of them, bound to the bytes of the file: a changed file knows nobody. Outlives generations.
/// </summary>
internal sealed class VerifiedPasswords
{
    private const int MostInHalf = 4096;

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    // Two halves: when the young one is full the old one is forgotten and they change places.
    private volatile ConcurrentDictionary<UInt128, string> _young = [];
    private volatile ConcurrentDictionary<UInt128, string> _old = [];

    /// <summary>The keyed hash of a file's fingerprint and the credentials after it.</summary>
    public UInt128 MarkOf(ReadOnlySpan<byte> fingerprintAndCredentials)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, fingerprintAndCredentials, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Whether these were right before, and whose they are.</summary>
    public bool TryGet(UInt128 mark, [NotNullWhen(true)] out string? user)
    {
        if (_young.TryGetValue(mark, out user))
            return true;
        if (!_old.TryGetValue(mark, out user))
            return false;
        Add(mark, user);
        return true;
    }

    public void Add(UInt128 mark, string user)
    {
        var young = _young;
        if (young.Count >= MostInHalf)
        {
            _old = young;
            _young = young = [];
        }

        young[mark] = user;
    }
}
