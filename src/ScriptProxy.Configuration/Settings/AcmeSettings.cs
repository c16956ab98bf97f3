using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Settings;

/// <summary>The table <c>[acme]</c>.</summary>
public sealed record AcmeSettings
{
    public required SourcePlace Place { get; init; }
    public string? Email { get; init; }
    public bool AgreeToTerms { get; init; }

    /// <summary><c>letsencrypt</c>, <c>letsencrypt-staging</c>, <c>zerossl</c> or an https url.</summary>
    public string Directory { get; init; } = "letsencrypt";

    /// <summary><c>http-01</c>, <c>tls-alpn-01</c> or <c>dns-01</c>.</summary>
    public string Challenge { get; init; } = "http-01";

    public Located<string>? Dns { get; init; }
    public string? EabKid { get; init; }
    public string? EabKey { get; init; }

    /// <summary>Full path of an extra root to trust.</summary>
    public string? Ca { get; init; }

    /// <summary>The CA's profile to order by; null for the CA's own choice.</summary>
    public string? Profile { get; init; }

    /// <summary>Common name of the root that the chain should lead to; null for the CA's own choice.</summary>
    public string? Chain { get; init; }

    /// <summary>How many orders may be under way at once.</summary>
    public int Parallel { get; init; } = 5;

    /// <summary>The CA to order from when this one gives nothing; null for none.</summary>
    public AcmeFallback? Fallback { get; init; }
}
