namespace ScriptProxy.Acme;

/// <summary>What kind of thing went wrong, for whoever decides whether and when to try again.</summary>
public enum AcmeFault
{
    /// <summary>No connection, or one that broke off. Trying again may help.</summary>
    Unreachable,

    /// <summary>The CA's own certificate is not trusted, see <see cref="AcmeServerSettings.Roots"/>.</summary>
    Untrusted,

    /// <summary>An answer or a result took too long. Trying again may help.</summary>
    TimedOut,

    /// <summary>The answer is not what RFC 8555 says: no JSON, a field missing, too long, another page altogether.</summary>
    Nonsense,

    /// <summary>The CA said no, with a problem document (RFC 8555, section 6.7).</summary>
    Refused,

    /// <summary>The CA said not now (RFC 8555, section 6.6); see <see cref="AcmeException.RetryAt"/>.</summary>
    RateLimited,

    /// <summary>The CA has troubles of its own (5xx). Trying again may help.</summary>
    CaFailed,

    /// <summary>A name could not be validated, or the order became invalid (RFC 8555, section 7.1.6).</summary>
    Invalid,

    /// <summary>What was asked for is not to be had of this CA or from us; nothing was sent.</summary>
    Unsupported,
}
