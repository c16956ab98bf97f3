namespace ScriptProxy.Proxy.Explaining;

/// <summary>The request as the upstream would get it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Url">The server's url and the target, for a server that has an http url; else the target alone.</param>
/// <param name="Target">Path and query, byte for byte.</param>
/// <param name="Version">The HTTP version that is asked for.</param>
/// <param name="Headers">All that it has, then what the client sent and it has not.</param>
public sealed record ExplainedMessage(
    string Method, string Url, string Target, string Version, IReadOnlyList<ExplainedHeader> Headers);
