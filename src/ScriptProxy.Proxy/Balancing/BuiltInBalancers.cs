using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>
/// The policies that need no plugin. They are made of the same <see cref="Balancer"/> that plugins and scripts write.
/// </summary>
public static class BuiltInBalancers
{
    private static readonly Dictionary<string, Func<UpstreamSettings, Balancer>> Policies = new()
    {
        ["round_robin"] = _ => new RoundRobin().Pick,
        ["least_conn"] = _ => new LeastConnections().Pick,
        ["ip_hash"] = _ => HashKey.Of("ip").Pick,
        ["hash"] = settings => HashKey.Of(settings.HashKey!).Pick,
        ["random"] = _ => WeightedRandom.Pick,
        ["p2c"] = _ => PowerOfTwoChoices.Pick,
        ["first"] = _ => static (_, servers) => servers[0],
    };

    public static IReadOnlySet<string> Names { get; } = Policies.Keys.ToHashSet();

    internal static Balancer Create(UpstreamSettings settings) => Policies[settings.Balance.Value](settings);
}
