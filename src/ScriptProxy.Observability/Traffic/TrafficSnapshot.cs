namespace ScriptProxy.Observability.Traffic;

/// <summary>What has been counted, at one moment.</summary>
/// <param name="Listeners">Every listener that there was since the start.</param>
/// <param name="Sites">Every site that was asked since the start.</param>
/// <param name="ScriptFaults">Requests on which code of a script or plugin threw, by site.</param>
public sealed record TrafficSnapshot(
    IReadOnlyList<ListenerTraffic> Listeners,
    IReadOnlyList<SiteTraffic> Sites,
    IReadOnlyDictionary<string, long> ScriptFaults);
