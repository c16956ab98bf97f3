using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Tls;
using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// Decides each handshake of a TLS listener by its ClientHello and the generation that runs then: a reload changes certificates and
/// <c>[tls]</c> without touching the listener or a connection.
/// </summary>
internal sealed class TlsHandshakes(ListenerSettings listener, ProxyApplication application)
{
    // RFC 8446 §6: a fatal alert "unrecognized_name" (RFC 6066 §3), in a record of its own; nothing is encrypted yet.
    private static readonly byte[] UnrecognizedName = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x70];

    private readonly List<SslApplicationProtocol> _protocols = ProtocolsOf(listener.Http);
    private volatile Ciphers? _ciphers;

    public TlsHandshakeCallbackOptions Options => new()
    {
        HandshakeTimeout = listener.Limits.HeaderTimeout ?? Timeout.InfiniteTimeSpan,
        OnConnection = Choose,
    };

    private async ValueTask<SslServerAuthenticationOptions> Choose(TlsHandshakeCallbackContext context)
    {
        var table = application.Certificates;
        var name = ServerName.Of(context.ClientHelloInfo);
        if (ProofHandshakes.OptionsFor(context.Connection, table.TlsChallenges, name) is { } proof)
            return proof;
        var chosen = table.Choose(listener.Name, name);
        if (chosen is { Served.IsStandIn: true })
            chosen = await application.OnDemand.Settle(listener.Name, chosen, context.CancellationToken);
        if (chosen is null)
        {
            await context.Connection.Transport.Output.WriteAsync(UnrecognizedName, context.CancellationToken);
            throw new AuthenticationException($"no site has the name '{name}', or wants it to have a certificate");
        }

        context.Connection.Features.Set(chosen);
        var options = OptionsOf(chosen, table.Settings);
        table.ClientsOf(listener.Name)?.AskIn(options);
        return options;
    }

    private SslServerAuthenticationOptions OptionsOf(ChosenCertificate chosen, TlsSettings tls) => new()
    {
        ServerCertificateContext = chosen.Served.Context,
        ApplicationProtocols = _protocols,
        EnabledSslProtocols = VersionsOf(tls),
        CipherSuitesPolicy = CiphersOf(tls),
        AllowRenegotiation = false,
        ClientCertificateRequired = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
    };

    private CipherSuitesPolicy? CiphersOf(TlsSettings tls)
    {
        if (tls.Ciphers.Count == 0)
            return null;

        // Made once for each generation: its settings are one object.
        if (_ciphers is { } made && ReferenceEquals(made.Settings, tls))
            return made.Policy;
        var policy = CipherSuites.PolicyOf(tls);
        _ciphers = new Ciphers(tls, policy);
        return policy;
    }

    private static SslProtocols VersionsOf(TlsSettings tls) =>
        tls.MinVersion == "1.3" ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13;

    private static List<SslApplicationProtocol> ProtocolsOf(HttpVersions versions) =>
    [
        .. versions.HasFlag(HttpVersions.Http2) ? [SslApplicationProtocol.Http2] : Array.Empty<SslApplicationProtocol>(),
        .. versions.HasFlag(HttpVersions.Http1) ? [SslApplicationProtocol.Http11] : Array.Empty<SslApplicationProtocol>(),
    ];

    private sealed record Ciphers(TlsSettings Settings, CipherSuitesPolicy? Policy);
}
