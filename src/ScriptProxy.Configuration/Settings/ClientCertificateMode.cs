namespace ScriptProxy.Configuration.Settings;

/// <summary>
/// What becomes of a client without a certificate. One that has a wrong one is refused whatever it says.
/// </summary>
public enum ClientCertificateMode
{
    /// <summary>It is refused in the handshake.</summary>
    Require,

    /// <summary>It is served.</summary>
    Request,
}
