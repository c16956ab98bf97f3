using Microsoft.Extensions.Logging;

namespace ScriptProxy.Server.Generations;

/// <summary>Takes generations down that have been replaced, each as soon as its last request has ended.</summary>
internal sealed partial class Retirements(ILogger log, TimeProvider time)
{
    // So that OnUnload and plugins can clean up even when the connections have used up the whole shutdown_timeout.
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(1);

    private readonly List<Task> _running = [];
    private readonly SpareMemory _memory = new(time);

    public void Begin(Generation old)
    {
        _running.RemoveAll(task => task.IsCompleted);
        _running.Add(Retire(old));
    }

    /// <summary>
    /// Takes the last one down and waits for all. Their connections are gone; code that does not notice is left behind.
    /// </summary>
    public async Task Last(Generation last, TimeSpan limit)
    {
        var all = Task.WhenAll([Retire(last), .. _running]);
        try
        {
            await all.WaitAsync(limit > LeastPatience ? limit : LeastPatience, time);
        }
        catch (TimeoutException)
        {
            StillHeld(log, last.Settings.Global.ShutdownTimeout.TotalSeconds);
        }
    }

    private async Task Retire(Generation old)
    {
        try
        {
            await old.DisposeAsync();

            // A quiet proxy may go for hours without a full collection, and keep the old assemblies until then.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            _ = _memory.ReturnWhenQuiet();
        }
        catch (Exception exception)
        {
            NotRetired(log, exception, old.Number);
        }
    }

    [LoggerMessage(
        EventId = 4002, Level = LogLevel.Error, Message = "generation {Number} could not be taken down completely")]
    private static partial void NotRetired(ILogger log, Exception exception, int number);

    [LoggerMessage(
        EventId = 4003, Level = LogLevel.Warning,
        Message =
            "shutdown_timeout of {Seconds} s is over and code of a script or plugin has not ended; it is left behind")]
    private static partial void StillHeld(ILogger log, double seconds);
}
