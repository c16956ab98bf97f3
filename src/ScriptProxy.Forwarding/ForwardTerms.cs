namespace ScriptProxy.Forwarding;

/// <summary>What holds for one exchange.</summary>
/// <param name="Idle">How long the server may be silent, or not take anything, when it is its turn.</param>
/// <param name="MostHeadBytes">How large the heads of its answer may be together.</param>
public readonly record struct ForwardTerms(TimeSpan Idle, int MostHeadBytes)
{
    /// <summary>Whether it may be sent again when a kept connection turns out to be closed and nothing of an answer has come.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Whether the client asks for another protocol, so that 101 is an answer.</summary>
    public bool Upgrades { get; init; }

    /// <summary>How long both sides of an upgraded connection may be silent.</summary>
    public TimeSpan UpgradedIdle { get; init; }

    /// <summary>Whether the request asks the server whether it wants the body (RFC 9110 §10.1.1).</summary>
    public bool AsksFirst { get; init; }
}
