using System.Security.Cryptography;
using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Tls.Issuing;

/// <summary>Certificates that nobody signed, which stand in until the ones that were ordered arrive.</summary>
internal sealed class SelfSigned : ILeafIssuer
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public CertificateBundle Issue(IReadOnlyList<string> names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateBundle(
            CertificateTemplate.OfServer(names, key).CreateSelfSigned(now - LocalCa.ClockSkew, now + Life), []);
    }
}
