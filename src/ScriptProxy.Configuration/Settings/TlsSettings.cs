namespace ScriptProxy.Configuration.Settings;

/// <summary>The table <c>[tls]</c>.</summary>
public sealed record TlsSettings
{
    /// <summary><c>1.2</c> or <c>1.3</c>.</summary>
    public string MinVersion { get; init; } = "1.2";

    /// <summary>Names of cipher suites, as OpenSSL or IANA writes them. Default none: the platform's choice.</summary>
    public IReadOnlyList<Located<string>> Ciphers { get; init; } = [];

    /// <summary>Max-age of Strict-Transport-Security; null for none.</summary>
    public TimeSpan? Hsts { get; init; }

    /// <summary>Whether a ClientHello for an unknown name is refused; else it gets the default certificate.</summary>
    public bool RejectUnknownNames { get; init; } = true;
}
