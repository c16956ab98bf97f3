using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Tls.Selection;

/// <summary>What a listener asks of its clients' certificates in the handshake: its <c>client_ca</c>, with the file read.</summary>
public sealed class ClientTrust
{
    private readonly X509ChainPolicy _policy;
    private readonly RemoteCertificateValidationCallback _judge;

    private ClientTrust(string ca, bool required)
    {
        // nginx: ssl_client_certificate. Nobody else's signature counts, and no client makes the proxy fetch anything.
        _policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        _policy.CustomTrustStore.ImportFromPemFile(ca);
        _judge = (_, certificate, _, errors) => certificate is null ? !required : errors == SslPolicyErrors.None;
    }

    /// <summary>Adds to a handshake that the client is asked for a certificate, and which ones are taken.</summary>
    public void AskIn(SslServerAuthenticationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = _policy;
        options.RemoteCertificateValidationCallback = _judge;

        // A session that is resumed would go on with what was proved to a CA that may have been replaced since.
        options.AllowTlsResume = false;
    }

    internal static ClientTrust Of(ListenerSettings listener) =>
        new(listener.ClientCa!.Value.Value, listener.ClientCertificate == ClientCertificateMode.Require);
}
