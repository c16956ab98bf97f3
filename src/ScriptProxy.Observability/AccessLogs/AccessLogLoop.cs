using Microsoft.Extensions.Logging;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>The access log's background loop: writes in batches, obeys orders where they stand in the queue.</summary>
internal sealed class AccessLogLoop(
    AccessQueue queue, AccessSinks sinks, ILogger log, TimeProvider time) : IDisposable
{
    /// <summary>Lets the queue fill up, so that many requests share one write and one wake-up.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _hurry = new();
    private readonly MinuteGate _droppedGate = new(time);
    private readonly MinuteGate _failedGate = new(time);
    private AccessSink? _sink;
    private IOException? _failure;

    /// <summary>No more pauses: the queue has been completed.</summary>
    public void Hurry() => _hurry.Cancel();

    public async Task RunAsync()
    {
        while (await queue.WaitToReadAsync())
        {
            WriteQueued();
            Report();
            await Task.Delay(Pause, time, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ReportDropped();
        ReportFailure();
        _sink?.Dispose();
    }

    public void Dispose() => _hurry.Dispose();

    private void WriteQueued()
    {
        while (queue.TryRead(out var entry))
        {
            if (entry.Order is null)
                Add(entry.Record);
            else
                Obey(entry.Order);
        }

        Note(_sink?.Flush());
    }

    private void Add(in AccessRecord record)
    {
        try
        {
            Note(_sink?.Add(record));
        }
        catch (Exception e) // A record that cannot be formatted must not end the log.
        {
            AccessLogMessages.WriterFailed(log, e);
        }
    }

    private void Report()
    {
        if (queue.Dropped > 0 && _droppedGate.TryPass())
            ReportDropped();
        if (_failure is not null && _failedGate.TryPass())
            ReportFailure();
    }

    private void Obey(AccessOrder order)
    {
        Note(_sink?.Flush());
        switch (order)
        {
            case AccessOrder.Switch change:
                ReportFailure();
                _sink?.Dispose();
                _sink = sinks.For(change.Settings);
                Open();
                break;
            case AccessOrder.Reopen:
                Open();
                break;
            case AccessOrder.Flush flush:
                Report();
                flush.Done.SetResult();
                break;
        }
    }

    private void Open()
    {
        try
        {
            _sink?.Reopen();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Note(e as IOException ?? new IOException(e.Message, e));
        }
    }

    private void Note(IOException? failure) => _failure = failure ?? _failure;

    private void ReportDropped()
    {
        var count = queue.TakeDropped();
        if (count > 0)
            AccessLogMessages.RecordsDropped(log, count, _sink?.Name ?? "off");
    }

    private void ReportFailure()
    {
        if (_failure is null || _sink is null)
            return;
        AccessLogMessages.TargetFailed(log, _sink.Name, Reason(_failure, _sink.Name), _sink.TakeLost());
        _failure = null;
    }

    // The system's words name the file again.
    private static string Reason(IOException failure, string target) =>
        failure.Message.Replace($" : '{target}'", "", StringComparison.Ordinal).TrimEnd('.');
}
