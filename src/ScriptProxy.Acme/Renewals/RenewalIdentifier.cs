using System.Buffers.Text;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Acme.Renewals;

/// <summary>Makes the identifier by which a CA knows a certificate that is to be renewed (RFC 9773, section 4.1).</summary>
public static class RenewalIdentifier
{
    /// <summary>
    /// The keyIdentifier of the certificate's authorityKeyIdentifier and its serial number, both base64url, with a dot between;
    /// null for a certificate without the former, which has no identifier.
    /// </summary>
    public static string? Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is { } issuer
            ? $"{Base64Url.EncodeToString(issuer.Span)}.{Base64Url.EncodeToString(certificate.SerialNumberBytes.Span)}"
            : null;
    }
}
