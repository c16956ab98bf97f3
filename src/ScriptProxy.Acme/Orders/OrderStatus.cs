namespace ScriptProxy.Acme.Orders;

/// <summary>How far an order is (RFC 8555, section 7.1.6).</summary>
public enum OrderStatus
{
    /// <summary>Names are to be validated.</summary>
    Pending,

    /// <summary>All names are validated; the request for the certificate may be sent.</summary>
    Ready,

    /// <summary>The CA makes the certificate.</summary>
    Processing,

    /// <summary>The certificate can be downloaded.</summary>
    Valid,

    /// <summary>Nothing will come of it.</summary>
    Invalid,
}
