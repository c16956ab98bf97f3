using System.Runtime.InteropServices;

namespace ScriptProxy.Cli.Serving;

/// <summary>
/// Keeps signals from ending a process that lives and dies with another: Ctrl+C, a service manager and <c>pkill</c>
/// send them to both.
/// </summary>
internal sealed class UnheededSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    public UnheededSignals()
    {
        PosixSignal[] all = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        foreach (var signal in OperatingSystem.IsLinux() ? [.. all, ProcessSignals.UserSignal1] : all)
            _registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = true));
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }
}
