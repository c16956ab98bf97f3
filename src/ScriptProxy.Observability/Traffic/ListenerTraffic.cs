namespace ScriptProxy.Observability.Traffic;

/// <summary>What one listener has done since the start, and what its connections do now.</summary>
/// <param name="Listener">Its name.</param>
/// <param name="Accepted">Connections accepted.</param>
/// <param name="Handled">Of these, those that were served; the others were over <c>limits.connections</c>.</param>
/// <param name="Requests">Requests whose head was read.</param>
/// <param name="Sent">Bytes sent, heads included.</param>
public sealed record ListenerTraffic(string Listener, long Accepted, long Handled, long Requests, long Sent)
{
    /// <summary>Connections that are open.</summary>
    public int Active { get; init; }

    /// <summary>Of these, those on which the head of a request comes in.</summary>
    public int Reading { get; init; }

    /// <summary>Those on which a request is worked on or answered.</summary>
    public int Writing { get; init; }

    /// <summary>Those without a request.</summary>
    public int Waiting => Active - Reading - Writing;
}
