namespace ScriptProxy.Requests;

/// <summary>The upstream and the server in it that answer a request.</summary>
/// <param name="Name">The upstream's name in proxy.toml, or the url where the script gave one.</param>
/// <param name="Server">The server's url as text, <c>http://127.0.0.1:3000</c>.</param>
public sealed record ChosenUpstream(string Name, string Server);
