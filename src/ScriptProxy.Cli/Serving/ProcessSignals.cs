using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace ScriptProxy.Cli.Serving;

/// <summary>Takes the process's signals: the first SIGTERM or SIGINT asks it to stop, the second ends it.</summary>
internal sealed class ProcessSignals : IDisposable
{
    /// <summary>SIGUSR1 has no name in .NET; this is its number on Linux.</summary>
    public const PosixSignal UserSignal1 = (PosixSignal)10;

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<ProcessSignal> _signals = Channel.CreateUnbounded<ProcessSignal>();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public ProcessSignals()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, c => Pass(c, ProcessSignal.Reload)));
        if (OperatingSystem.IsLinux())
            _registrations.Add(PosixSignalRegistration.Create(UserSignal1, c => Pass(c, ProcessSignal.ReopenLogs)));
    }

    /// <summary>Cancelled by the first signal that asks to stop.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>The other signals as they come, until the process is asked to stop.</summary>
    public IAsyncEnumerable<ProcessSignal> ReadAllAsync() => _signals.Reader.ReadAllAsync(Stopping);

    /// <summary>Completes when the process is asked to stop.</summary>
    public Task Stopped => _stopped.Task;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stopping.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // What is not cancelled here takes the system's default action, which ends the process at once.
        if (_stopping.IsCancellationRequested)
            return;
        context.Cancel = true;
        _stopping.Cancel();
        _stopped.TrySetResult();
    }

    private void Pass(PosixSignalContext context, ProcessSignal signal)
    {
        context.Cancel = true;
        _signals.Writer.TryWrite(signal);
    }
}
