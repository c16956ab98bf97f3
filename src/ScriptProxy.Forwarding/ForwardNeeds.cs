namespace ScriptProxy.Forwarding;

/// <summary>What one exchange asks for.</summary>
[Flags]
public enum ForwardNeeds
{
    None = 0,

    /// <summary>It may be sent again when a kept connection turns out to be closed and nothing of an answer has come.</summary>
    MayRepeat = 1,

    /// <summary>The client asks for another protocol, so that 101 is an answer.</summary>
    Upgrades = 2,

    /// <summary>The request asks the server whether it wants the body (RFC 9110 §10.1.1).</summary>
    AsksFirst = 4,
}
