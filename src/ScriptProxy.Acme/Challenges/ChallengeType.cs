namespace ScriptProxy.Acme.Challenges;

/// <summary>The names of the challenges that we can answer.</summary>
public static class ChallengeType
{
    /// <summary>A file on port 80 (RFC 8555, section 8.3).</summary>
    public const string Http01 = "http-01";

    /// <summary>A certificate on port 443 (RFC 8737).</summary>
    public const string TlsAlpn01 = "tls-alpn-01";

    /// <summary>A TXT record (RFC 8555, section 8.4), the only one for wildcards.</summary>
    public const string Dns01 = "dns-01";
}
