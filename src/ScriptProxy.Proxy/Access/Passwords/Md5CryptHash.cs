using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ScriptProxy.Proxy.Access.Passwords;

/// <summary><c>htpasswd -m</c>: <c>$apr1$salt$…</c>, and the same of crypt(3), <c>$1$salt$…</c>.</summary>
internal sealed partial class Md5CryptHash(string magic, string salt, string hash) : PasswordHash
{
    private const int Rounds = 1000;

    // The digest is written six bits at a time, the lowest first, in this order of its bytes.
    private static readonly int[] Order = [0, 6, 12, 1, 7, 13, 2, 8, 14, 3, 9, 15, 4, 10, 5];
    private const string Digits = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private readonly byte[] _magic = Encoding.ASCII.GetBytes(magic);
    private readonly byte[] _salt = Encoding.ASCII.GetBytes(salt);
    private readonly byte[] _hash = Encoding.ASCII.GetBytes(hash);

    public static Md5CryptHash? TryParse(string text) =>
        Form().Match(text) is { Success: true, Groups: var parts }
            ? new Md5CryptHash(parts[1].Value, parts[2].Value, parts[3].Value)
            : null;

    public override bool Matches(ReadOnlySpan<byte> password) =>
        CryptographicOperations.FixedTimeEquals(Encode(Digest(password)), _hash);

    // The format prescribes MD5, and this order of steps.
#pragma warning disable CA5351
    private byte[] Digest(ReadOnlySpan<byte> password)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var digest = Begin(md5, password);
        for (var round = 0; round < Rounds; round++)
        {
            var odd = round % 2 == 1;
            md5.AppendData(odd ? password : digest);
            if (round % 3 != 0)
                md5.AppendData(_salt);
            if (round % 7 != 0)
                md5.AppendData(password);
            md5.AppendData(odd ? digest : password);
            md5.GetHashAndReset(digest);
        }

        return digest;
    }

    private byte[] Begin(IncrementalHash md5, ReadOnlySpan<byte> password)
    {
        md5.AppendData(password);
        md5.AppendData(_salt);
        md5.AppendData(password);
        var inner = md5.GetHashAndReset();

        md5.AppendData(password);
        md5.AppendData(_magic);
        md5.AppendData(_salt);
        for (var left = password.Length; left > 0; left -= inner.Length)
            md5.AppendData(inner.AsSpan(0, Math.Min(left, inner.Length)));
        for (var bits = password.Length; bits > 0; bits >>= 1)
            md5.AppendData((bits & 1) == 1 ? [0] : password[..1]);
        return md5.GetHashAndReset();
    }
#pragma warning restore CA5351

    private static byte[] Encode(byte[] digest)
    {
        var text = new StringBuilder(22);
        for (var i = 0; i < Order.Length; i += 3)
            Append(text, (digest[Order[i]] << 16) | (digest[Order[i + 1]] << 8) | digest[Order[i + 2]], 4);
        Append(text, digest[11], 2);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, int bits, int digits)
    {
        for (; digits > 0; digits--, bits >>= 6)
            text.Append(Digits[bits & 63]);
    }

    [GeneratedRegex(@"^(\$apr1\$|\$1\$)([^$:]{1,8})\$([./A-Za-z0-9]{22})$")]
    private static partial Regex Form();
}
