using Microsoft.Extensions.Logging;
using ScriptProxy.Scripting;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Server.Generations;

/// <summary>Runs the <c>Every</c> jobs of one generation: each waits its period, runs, and waits again.</summary>
internal sealed partial class JobRunner(
    IReadOnlyList<(string Site, JobDefinition Job)> jobs, ILogger log, TimeProvider time)
    : IAsyncDisposable
{
    // A job that ignores its token must not keep the reload waiting; it goes on and holds its assemblies until it ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<(string Site, JobDefinition Job)> _jobs = jobs;
    private Task _running = Task.CompletedTask;

    public ILogger Log { get; } = log;

    public void Start()
    {
        var stop = _stop.Token;
        _running = Task.WhenAll(_jobs.Select(job => Task.Run(() => Run(job.Site, job.Job, stop))));
    }

    /// <summary>Cancels the jobs and waits a little for them to end.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stop.CancelAsync();
        }
        catch (AggregateException thrown)
        {
            // What jobs registered on their token; the rest of the taking down goes on.
            foreach (var exception in thrown.InnerExceptions)
                CallbackThrew(Log, exception.GetType().Name, exception.Message);
        }

        _jobs = [];
        try
        {
            await _running.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            StillRuns(Log);
        }

        _running = Task.CompletedTask;
        _stop.Dispose();
    }

    private async Task Run(string site, JobDefinition job, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(job.Period, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
                return;
            try
            {
                await job.Job(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                var at = ScriptLocation.Of(exception) ?? job.Place;
                Threw(Log, $"{at.File}({at.Line})", site, exception.GetType().Name, exception.Message);
            }
        }
    }

    [LoggerMessage(
        EventId = 4202, Level = LogLevel.Error, Message = "{Place}: site '{Site}': job threw {Type}: {Reason}")]
    private static partial void Threw(ILogger log, string place, string site, string type, string reason);

    [LoggerMessage(
        EventId = 4204, Level = LogLevel.Error, Message = "what a job registered on its token threw {Type}: {Reason}")]
    private static partial void CallbackThrew(ILogger log, string type, string reason);

    [LoggerMessage(
        EventId = 4203, Level = LogLevel.Warning,
        Message =
            "a background job of the old generation ignores its cancellation token; its scripts stay loaded until it "
            + "ends")]
    private static partial void StillRuns(ILogger log);
}
