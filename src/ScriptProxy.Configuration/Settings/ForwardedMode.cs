namespace ScriptProxy.Configuration.Settings;

/// <summary>What becomes of X-Forwarded-* on the way to an upstream.</summary>
public enum ForwardedMode
{
    /// <summary>Believe trusted peers and append to what they say; replace what others say.</summary>
    Auto,

    /// <summary>Always append.</summary>
    Append,

    /// <summary>Always replace.</summary>
    Set,

    /// <summary>Leave them alone.</summary>
    Off,
}
