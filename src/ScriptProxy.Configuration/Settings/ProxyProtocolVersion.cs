namespace ScriptProxy.Configuration.Settings;

/// <summary>The version of the PROXY protocol that an upstream's servers are spoken to in.</summary>
public enum ProxyProtocolVersion
{
    None,
    V1,
    V2,
}
