using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Settings;

/// <summary>A table <c>[listener.NAME]</c>.</summary>
public sealed record ListenerSettings
{
    public required string Name { get; init; }
    public required SourcePlace Place { get; init; }

    /// <summary>Where it binds, and the place of the <c>address</c> value.</summary>
    public required Located<ListenAddress> Address { get; init; }

    /// <summary>Whether GET and HEAD are answered with a redirect to https.</summary>
    public bool RedirectToHttps { get; init; }

    /// <summary>Whether it speaks TLS. Default false.</summary>
    public bool Tls { get; init; }

    /// <summary>
    /// Whether each connection begins with a header of the PROXY protocol that names the client; from peers in
    /// <c>trusted_proxies</c> only. Default false.
    /// </summary>
    public bool ProxyProtocol { get; init; }

    /// <summary>
    /// PEM file with the CAs that sign its clients' certificates, and nobody else; null when clients are not asked for
    /// any. Revocation is not checked.
    /// </summary>
    public Located<string>? ClientCa { get; init; }

    /// <summary>With <see cref="ClientCa"/>, whether a client must have a certificate. Default that it must.</summary>
    public ClientCertificateMode ClientCertificate { get; init; }

    /// <summary>The HTTP versions it speaks, of 1.1 and 2. Default both.</summary>
    public HttpVersions Http { get; init; } = HttpVersions.Http1 | HttpVersions.Http2;

    public ListenerLimits Limits { get; init; } = new();
}
