using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability.AccessLogs;

namespace ScriptProxy.Observability;

/// <summary>
/// Takes a record of every exchange off the request path: requests only put it into a bounded queue, one loop in the
/// background formats and writes. What does not fit is dropped and counted; a request never waits for the log.
/// </summary>
public sealed class AccessLog : IAsyncDisposable
{
    private const int DefaultCapacity = 16 * 1024;

    private readonly AccessQueue _queue;
    private readonly AccessLogLoop _loop;
    private readonly Task _writing;
    private double _sample;

    /// <summary>Begins to log as <c>[log]</c> says.</summary>
    public AccessLog(LogSettings settings, ILoggerFactory logs, TimeProvider time)
        : this(settings, logs, time, DefaultCapacity, Console.OpenStandardOutput())
    {
    }

    internal AccessLog(LogSettings settings, ILoggerFactory logs, TimeProvider time, int capacity, Stream stdout)
    {
        _queue = new AccessQueue(capacity);
        Time = time;
        _loop = new AccessLogLoop(_queue, new AccessSinks(stdout, time), logs.CreateLogger("access log"), time);
        Apply(settings);
        _writing = Task.Run(_loop.RunAsync);
    }

    /// <summary>The clock of its records.</summary>
    public TimeProvider Time { get; }

    /// <summary>False when nothing is logged, so that callers need not even make the record.</summary>
    public bool Enabled { get; private set; }

    /// <summary>Queues a record, unless it falls out of the sample or the queue is full. Never waits.</summary>
    public void Write(in AccessRecord record)
    {
        if (Enabled && (_sample >= 1 || Random.Shared.NextDouble() < _sample))
            _queue.Add(record);
    }

    /// <summary>Goes on as other settings say; what was queued before still goes where it was meant to.</summary>
    public void Apply(LogSettings settings)
    {
        _queue.Add(new AccessOrder.Switch(settings));
        _sample = settings.Sample;
        Enabled = settings is { Access: not null, Sample: > 0 };
    }

    /// <summary>Opens the file anew, after a rotation renamed it (SIGUSR1).</summary>
    public void Reopen() => _queue.Add(new AccessOrder.Reopen());

    /// <summary>Completes when all that was queued before is written.</summary>
    public Task FlushAsync()
    {
        var flush = new AccessOrder.Flush(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _queue.Add(flush) ? flush.Done.Task : _writing;
    }

    /// <summary>Writes what is queued and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        Enabled = false;
        _queue.Complete();
        _loop.Hurry();
        await _writing;
        _loop.Dispose();
    }
}
