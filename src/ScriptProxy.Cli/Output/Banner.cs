using System.Globalization;
using ScriptProxy.Server;

namespace ScriptProxy.Cli.Output;

/// <summary>Tells on standard error what serves now.</summary>
internal sealed class Banner(TextWriter error, string currentDirectory)
{
    /// <summary>A few lines at start.</summary>
    public void WriteStarted(GenerationSummary summary)
    {
        error.WriteLine($"ScriptProxy {ProductVersion.Text} serves after {Milliseconds(summary)}");
        foreach (var (name, address) in summary.Listeners)
            error.WriteLine($"  listener  {name}: {address}");
        foreach (var (name, hosts, script) in summary.Sites)
            error.WriteLine($"  site      {name}: {string.Join(", ", hosts)}{Source(script)}");
        if (summary.Plugins.Count > 0)
            error.WriteLine($"  plugins   {string.Join(", ", summary.Plugins)}");
        error.WriteLine($"  {Reloading(summary)}; Ctrl+C or SIGTERM stops, a second one at once");
    }

    /// <summary>One line after a reload.</summary>
    public void WriteReloaded(GenerationSummary summary) =>
        error.WriteLine($"reloaded: generation {summary.Number} in {Milliseconds(summary)}");

    /// <summary>One line after the diagnostics of a reload that was refused.</summary>
    public void WriteKept(int generation) => error.WriteLine($"the running generation {generation} goes on");

    /// <summary>Before the wait for requests in flight, which may take as long as <c>shutdown_timeout</c>.</summary>
    public void WriteStopping() =>
        error.WriteLine("stopping: waits for requests in flight; a second signal ends at once");

    private string Source(string? script) =>
        script is null ? "" : $" -> {ShownPath.From(currentDirectory, script)}";

    private static string Reloading(GenerationSummary summary) =>
        summary.Watching ? "watching for changes" : "SIGHUP reloads";

    private static string Milliseconds(GenerationSummary summary) =>
        string.Create(CultureInfo.InvariantCulture, $"{summary.Elapsed.TotalMilliseconds:0} ms");
}
