using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Tls.Storage;

/// <summary>An entry of the store: a certificate with its key and chain, and what is to be remembered of where it came from.</summary>
/// <param name="Name">What it is stored under.</param>
/// <param name="Bundle">The certificate; whoever took it out disposes it.</param>
/// <param name="Notes">Free text by key, such as the CA that it was ordered from. Keys have no colon, values no line break.</param>
public sealed record StoredCertificate(string Name, CertificateBundle Bundle, IReadOnlyDictionary<string, string> Notes)
    : IDisposable
{
    public void Dispose() => Bundle.Dispose();
}
