using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ScriptProxy.Acme.Keys;

/// <summary>Makes the thumbprint of a public key from its required members (RFC 7638, section 3).</summary>
internal static class JwkThumbprint
{
    /// <param name="members">Name and value, none of which needs to be escaped in JSON.</param>
    public static string Of(params (string Name, string Value)[] members)
    {
        var sorted = members.OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => $"\"{member.Name}\":\"{member.Value}\"");
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{{{string.Join(',', sorted)}}}")));
    }
}
