namespace ScriptProxy.Proxy.Explaining;

/// <summary>One server of the upstream.</summary>
/// <param name="Chosen">Whether a proxy that has just started would send the request there.</param>
public sealed record ExplainedServer(string Name, string Url, int Weight, bool Backup, bool Chosen);
