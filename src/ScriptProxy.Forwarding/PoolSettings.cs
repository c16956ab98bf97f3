namespace ScriptProxy.Forwarding;

/// <summary>What holds for the connections to one server.</summary>
public sealed record PoolSettings
{
    /// <summary>How many there may be at once; beyond it requests wait for one.</summary>
    public int MostConnections { get; init; } = 16_384;

    /// <summary>How long one is kept that nobody uses.</summary>
    public TimeSpan IdleExpiry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one is used at all.</summary>
    public TimeSpan Lifetime { get; init; } = Timeout.InfiniteTimeSpan;
}
