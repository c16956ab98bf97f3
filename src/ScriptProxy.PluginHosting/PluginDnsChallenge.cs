namespace ScriptProxy.PluginHosting;

/// <summary>One <c>AddDnsChallenge</c>.</summary>
public sealed record PluginDnsChallenge(string Plugin, string Name, IDnsChallenge Code);
