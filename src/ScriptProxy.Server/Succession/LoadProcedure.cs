using System.Diagnostics;
using ScriptProxy.Server.Loading;

namespace ScriptProxy.Server.Succession;

/// <summary>
/// From the files to a generation that runs, one load at a time; any error leaves the running one as it is.
/// </summary>
internal sealed class LoadProcedure(
    string file, FilesLoader loader, GenerationBuilder builder, Takeover takeover, WatchedFiles watched) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1);

    /// <summary>Has what takes long to start started, because a load is near.</summary>
    public void Expect() => loader.Expect();

    /// <exception cref="OperationCanceledException">It was told to stop before the switch.</exception>
    public async Task<LoadReport> Load(CancellationToken stop)
    {
        await _loading.WaitAsync(stop);
        try
        {
            var began = Stopwatch.GetTimestamp();
            var beganAt = watched.Loading();
            var files = loader.Load(file);
            watched.Loaded(files, beganAt);
            if (files.HasErrors)
            {
                await files.DisposeAsync();
                return new LoadReport(files.Diagnostics, null);
            }

            return await Serve(files, began, stop);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>A load that is under way ends first; none begins after it.</summary>
    public Task Close() => _loading.WaitAsync();

    public void Dispose()
    {
        loader.Dispose();
        _loading.Dispose();
    }

    private async Task<LoadReport> Serve(LoadedFiles files, long began, CancellationToken stop)
    {
        var (generation, problems) = await builder.Build(takeover.NextNumber, files, stop);
        if (generation is null)
        {
            await files.DisposeAsync();
            return new LoadReport([.. files.Diagnostics, .. problems], null);
        }

        if (stop.IsCancellationRequested)
        {
            await generation.DisposeAsync();
            throw new OperationCanceledException(stop);
        }

        var (runs, found) = await takeover.Try(generation);
        return new LoadReport(
            [.. files.Diagnostics, .. problems, .. found],
            runs
                ? GenerationSummaries.Of(generation, files.Settings.Listeners, files, Stopwatch.GetElapsedTime(began))
                : null);
    }
}
