using Microsoft.Extensions.Logging;
using ScriptProxy.Server.Generations;
using ScriptProxy.Server.Loading;
using ScriptProxy.Server.Watching;

namespace ScriptProxy.Server.Succession;

/// <summary>The files of the last load, and a reload whenever one of them changes.</summary>
internal sealed partial class WatchedFiles(GenerationSwitch generations, ILogger log, TimeProvider time)
{
    private FileWatch? _watch;

    /// <summary>Takes note of the files before they are read, and of the time.</summary>
    public DateTimeOffset Loading()
    {
        var began = time.GetUtcNow();
        _watch?.Loading();
        return began;
    }

    /// <summary>Goes on with the files that the load turned out to need.</summary>
    public void Loaded(LoadedFiles files, DateTimeOffset began)
    {
        var list = new WatchList(files.Files, files.Settings.IncludePatterns, files.Settings.Global.PluginsFolder);
        if (_watch is null)
            _watch = new FileWatch(list, () => generations.Current!.Settings.Global.Watch, time);
        else
            _watch.Loaded(list, began);
    }

    /// <summary>Reloads on every change, once the first load has succeeded.</summary>
    /// <param name="noticed">Told that a reload is near.</param>
    /// <param name="reload">Reloads.</param>
    /// <param name="stop">Ends the watch.</param>
    public async Task Watch(Action noticed, Func<Task> reload, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await _watch!.Changed(noticed, stop);
                await reload();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Watching goes on: the next save may well work, and the running generation was not touched.
                NotReloaded(log, exception);
            }
        }
    }

    [LoggerMessage(
        EventId = 4001, Level = LogLevel.Error, Message = "the reload failed by a fault of the proxy itself")]
    private static partial void NotReloaded(ILogger log, Exception exception);
}
