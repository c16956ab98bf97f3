using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Tls.Issuing;

/// <summary>Makes certificates here, without asking anybody: the local CA, or nobody at all.</summary>
internal interface ILeafIssuer
{
    /// <summary>A certificate for names, good from now on for a few days.</summary>
    CertificateBundle Issue(IReadOnlyList<string> names, DateTimeOffset now);
}
