using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>How the proxy and its TLS servers prove to each other who they are: an upstream's <c>tls</c>, with the files read.</summary>
internal sealed class ServerTls
{
    private readonly UpstreamTlsSettings _settings;
    private readonly List<SslApplicationProtocol> _protocols;
    private readonly X509ChainPolicy? _policy;
    private readonly SslStreamCertificateContext? _own;

    private ServerTls(UpstreamTlsSettings settings, SslApplicationProtocol protocol)
    {
        _settings = settings;
        _protocols = [protocol];
        if (settings.Ca is { } ca)
            _policy = Trusting(ca.Value);
        if (settings is { Cert: { } cert, Key: { } key })
            _own = Context(cert.Value, key.Value);
    }

    public static ServerTls Of(UpstreamSettings upstream) => new(
        upstream.Tls, upstream.Http == UpstreamHttp.Http2 ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11);

    /// <summary>What it is made of, the contents of its files included: connections made with others must not be used.</summary>
    public static string DefinitionOf(UpstreamTlsSettings tls) =>
        $"{tls.Verify} {tls.ServerName} {Digest(tls.Ca)} {Digest(tls.Cert)} {Digest(tls.Key)}";

    public SslClientAuthenticationOptions OptionsFor(string host, ServerVerdict verdict)
    {
        var name = _settings.ServerName ?? host;
        return new SslClientAuthenticationOptions
        {
            TargetHost = name,
            ApplicationProtocols = _protocols,
            CertificateChainPolicy = _policy,
            ClientCertificateContext = _own,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                !_settings.Verify || verdict.Judge(certificate, chain, errors, name),
        };
    }

    private static X509ChainPolicy Trusting(string ca)
    {
        // nginx: proxy_ssl_trusted_certificate. Nobody else's signature counts, the system's own CAs included.
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(ca);
        return policy;
    }

    private static SslStreamCertificateContext Context(string cert, string key)
    {
        var own = X509Certificate2.CreateFromPemFile(cert, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(cert);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    private static string Digest(Located<string>? located)
    {
        if (located is not { Value: var file })
            return "-";
        try
        {
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Convert.ToHexString(Encoding.UTF8.GetBytes(file));
        }
    }
}
