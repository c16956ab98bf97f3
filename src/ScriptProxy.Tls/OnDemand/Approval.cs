namespace ScriptProxy.Tls.OnDemand;

/// <summary>What a site says of a host that a certificate could be ordered for.</summary>
public enum Approval
{
    /// <summary>It may be ordered.</summary>
    Given,

    /// <summary>It may not.</summary>
    Refused,

    /// <summary>The site has failed to say, or takes too long; it may say the next time.</summary>
    Unanswered,
}
