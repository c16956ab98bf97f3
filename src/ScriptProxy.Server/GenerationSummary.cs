namespace ScriptProxy.Server;

/// <summary>What a generation consists of, for the banner and the log.</summary>
/// <param name="Number">1 for the first, counted on with every reload that succeeded.</param>
/// <param name="Listeners">Name and address as it is reached, <c>http://127.0.0.1:8080</c>.</param>
/// <param name="Sites">Name, hosts, and the script's path (null for a site without one).</param>
/// <param name="Plugins">Names of the loaded plugins.</param>
/// <param name="Watching">Whether a changed file reloads by itself.</param>
/// <param name="Elapsed">Time from reading the files to serving.</param>
public sealed record GenerationSummary(
    int Number,
    IReadOnlyList<(string Name, string Address)> Listeners,
    IReadOnlyList<(string Name, IReadOnlyList<string> Hosts, string? Script)> Sites,
    IReadOnlyList<string> Plugins,
    bool Watching,
    TimeSpan Elapsed);
