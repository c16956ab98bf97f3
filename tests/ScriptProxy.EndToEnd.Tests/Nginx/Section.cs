namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>One file of cases: the two configurations that are to mean the same, and what is asked of both.</summary>
/// <param name="Name">The file's name without ending.</param>
/// <param name="Nginx">The content of nginx's <c>http</c> block.</param>
/// <param name="Toml">The tables of proxy.toml, without listener.</param>
/// <param name="Script">The site's script, <c>site.csx</c>; empty for none.</param>
/// <param name="Cases">In the order of the file.</param>
internal sealed record Section(string Name, string Nginx, string Toml, string Script, IReadOnlyList<NginxCase> Cases);
