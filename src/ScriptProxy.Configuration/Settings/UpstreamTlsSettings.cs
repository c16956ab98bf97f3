using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Settings;

/// <summary>An upstream's <c>tls</c>. Paths are full paths.</summary>
public sealed record UpstreamTlsSettings
{
    /// <summary>PEM file with the CAs to trust, in place of the system's; null for those.</summary>
    public Located<string>? Ca { get; init; }

    /// <summary>Whether the server's certificate must be valid. Default true.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>The name to send and to verify; null for the host of the server's url.</summary>
    public string? ServerName { get; init; }

    /// <summary>PEM file with the certificate that the proxy shows, and those between it and its CA.</summary>
    public Located<string>? Cert { get; init; }

    /// <summary>PEM file with the key of <see cref="Cert"/>, not encrypted.</summary>
    public Located<string>? Key { get; init; }

    /// <summary>The table; the place of nothing when there is none.</summary>
    public SourcePlace Place { get; init; }

    /// <summary>All files it is made of.</summary>
    public IEnumerable<Located<string>> Files => new[] { Ca, Cert, Key }.OfType<Located<string>>();
}
