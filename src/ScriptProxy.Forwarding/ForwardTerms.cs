namespace ScriptProxy.Forwarding;

/// <summary>What holds for all exchanges with a server. Made once and shared by them.</summary>
/// <param name="Idle">How long the server may be silent, or not take anything, when it is its turn.</param>
/// <param name="MostHeadBytes">How large the heads of its answer may be together.</param>
/// <param name="UpgradedIdle">How long both sides of an upgraded connection may be silent.</param>
public sealed record ForwardTerms(TimeSpan Idle, int MostHeadBytes, TimeSpan UpgradedIdle);
