namespace ScriptProxy.Acme.Orders;

/// <summary>How far the validation of a name is (RFC 8555, section 7.1.6).</summary>
public enum AuthorizationStatus
{
    /// <summary>One of its challenges is to be answered, or the CA looks at one that was.</summary>
    Pending,

    /// <summary>The name is validated.</summary>
    Valid,

    /// <summary>A challenge failed.</summary>
    Invalid,

    /// <summary>We gave it up.</summary>
    Deactivated,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>The CA took it back.</summary>
    Revoked,
}
