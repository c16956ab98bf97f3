using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Says of the certificate that a server showed in one handshake why it is refused, and which setting would help.</summary>
internal sealed class ServerVerdict
{
    // The last is what another CA of the same name looks like.
    private const X509ChainStatusFlags Untrusted =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

    /// <summary>Why it was refused; null when it was not.</summary>
    public string? Refusal { get; private set; }

    public bool Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, string name)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        Refusal = errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) || certificate is null
            ? "it showed no certificate"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                ? $"its certificate is for {Names((X509Certificate2)certificate)}, not for '{name}' (tls.server_name says which it should be)"
                : ChainRefusal((X509Certificate2)certificate, chain);
        return false;
    }

    private static string ChainRefusal(X509Certificate2 certificate, X509Chain? chain)
    {
        var statuses = chain?.ChainStatus ?? [];
        var flags = statuses.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"its certificate is valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd} only");
        }

        return (flags & Untrusted) != X509ChainStatusFlags.NoError
            ? $"its certificate is signed by '{certificate.Issuer}', which is not trusted (tls.ca names a file with a CA to trust)"
            : $"its certificate is not valid: {string.Join(", ", statuses.Select(status => status.StatusInformation.Trim()))}";
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        var all = names is null
            ? []
            : names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())).ToList();
        return all.Count > 0 ? string.Join(", ", all.Take(5).Select(name => $"'{name}'")) : $"'{certificate.Subject}'";
    }
}
