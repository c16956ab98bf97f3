using ScriptProxy.Tls.OnDemand;

namespace ScriptProxy.Tls.Ordering;

/// <summary>What a generation wants to be ordered.</summary>
/// <param name="Names">The names, each of which gets a certificate of its own.</param>
/// <param name="Authorities">The CAs; each is tried when those before it have failed.</param>
public sealed record OrderingPlan(IReadOnlyList<string> Names, IReadOnlyList<CaSettings> Authorities)
{
    public static OrderingPlan Nothing { get; } = new([], []);

    /// <summary>How names are proved; wildcards always by DNS.</summary>
    public string Challenge { get; init; } = "http-01";

    /// <summary>The DNS challenge; null for none.</summary>
    public string? Dns { get; init; }

    /// <summary>How many orders may be under way at once.</summary>
    public int Parallel { get; init; } = 5;

    /// <summary>The names that are ordered besides, once a client asks for them and their site approves.</summary>
    public OnDemandNames OnDemand { get; init; } = OnDemandNames.None;

    /// <summary>Whether both order in the same way, whatever they order.</summary>
    public bool OrdersLike(OrderingPlan other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Authorities.SequenceEqual(other.Authorities)
            && (Challenge, Dns, Parallel) == (other.Challenge, other.Dns, other.Parallel);
    }
}
