namespace ScriptProxy.Observability.Status;

/// <summary>The words for where a certificate comes from.</summary>
public static class CertificateSources
{
    public const string Acme = "acme";

    /// <summary>Ordered when a client asked for it; also the host that stands for all that are.</summary>
    public const string OnDemand = "on-demand";

    public const string Internal = "internal";

    /// <summary>Self-signed, until another has arrived.</summary>
    public const string StandIn = "stand-in";
}
