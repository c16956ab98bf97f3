using ScriptProxy.Diagnostics;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Server.Reporting;

/// <summary>Remembers what came of the last load, and what serves since when.</summary>
internal sealed class ReloadHistory(string file, TimeProvider time)
{
    private readonly string _folder =
        Path.TrimEndingDirectorySeparator(Path.GetDirectoryName(file)!) + Path.DirectorySeparatorChar;
    private long _succeeded;
    private long _failed;
    private ReloadStatus? _last;
    private Serving? _serving;

    public string File => file;

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public long Succeeded => Interlocked.Read(ref _succeeded);

    public long Failed => Interlocked.Read(ref _failed);

    public ReloadStatus? Last => Volatile.Read(ref _last);

    /// <summary>The running generation as it was summed up when it took over; null before the first.</summary>
    public Serving? Current => Volatile.Read(ref _serving);

    /// <summary>The first load: no reload.</summary>
    public void Started(LoadReport report)
    {
        if (report.Summary is { } summary)
            Volatile.Write(ref _serving, new Serving(summary, time.GetUtcNow()));
    }

    public void Reloaded(LoadReport report)
    {
        Started(report);
        Interlocked.Increment(ref report.Succeeded ? ref _succeeded : ref _failed);
        Volatile.Write(
            ref _last, new ReloadStatus(time.GetUtcNow(), report.Succeeded, [.. report.Diagnostics.Select(Line)]));
    }

    // As it is printed for somebody who stands in the folder of proxy.toml.
    private string Line(Diagnostic problem) => problem.Place.File.StartsWith(_folder, StringComparison.Ordinal)
        ? (problem with { Place = problem.Place with { File = problem.Place.File[_folder.Length..] } }).ToString()
        : problem.ToString();

    /// <summary>A generation that took over, and when.</summary>
    internal sealed record Serving(GenerationSummary Summary, DateTimeOffset Since);
}
