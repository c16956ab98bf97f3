namespace ScriptProxy.Configuration.Settings;

/// <summary>Where a site's certificate comes from.</summary>
public abstract record CertificateSettings
{
    private CertificateSettings()
    {
    }

    public sealed record Acme : CertificateSettings;

    public sealed record Internal : CertificateSettings;

    /// <summary>PEM files, as full paths.</summary>
    /// <param name="Cert">The certificate and those between it and its CA: certbot's <c>fullchain.pem</c>.</param>
    /// <param name="Key">Its private key.</param>
    /// <param name="Password">Of a key that is encrypted; null when it is not.</param>
    public sealed record Files(Located<string> Cert, Located<string> Key, string? Password) : CertificateSettings;

    /// <summary>One PKCS#12 file with certificate, chain and key.</summary>
    /// <param name="Path">Its full path.</param>
    /// <param name="Password">The one it is encrypted with; null for none.</param>
    public sealed record Pfx(Located<string> Path, string? Password) : CertificateSettings;

    /// <summary>The files that it names: a change of one is a reason to load again.</summary>
    public IEnumerable<string> Named => this switch
    {
        Files files => [files.Cert.Value, files.Key.Value],
        Pfx pfx => [pfx.Path.Value],
        _ => [],
    };
}
