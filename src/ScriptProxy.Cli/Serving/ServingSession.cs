using ScriptProxy.Cli.Output;
using ScriptProxy.Observability;
using ScriptProxy.Server;

namespace ScriptProxy.Cli.Serving;

/// <summary>One run of the proxy, from its start to the signal that ends it, told to a person.</summary>
internal sealed class ServingSession(string file, ProcessSignals signals, TextWriter error)
{
    private readonly Banner _banner = new(error, Environment.CurrentDirectory);
    private readonly DiagnosticPrinter _printer = DiagnosticPrinter.ForConsole(error);
    private readonly Lock _printing = new();
    private int _generation;

    public async Task<int> RunAsync()
    {
        using var logs = new ConsoleLogs();
        await using var host = new ProxyHost(file, logs, ownsProcess: true);
        host.Reloaded += TellReloaded;
        try
        {
            if (!TellStarted(await host.StartAsync(signals.Stopping)))
                return ExitCode.WrongFiles;
            await foreach (var signal in signals.ReadAllAsync())
                await ObeyAsync(host, signal);
        }
        catch (OperationCanceledException) when (signals.Stopping.IsCancellationRequested)
        {
            // Told to stop; what is running is drained below, what had only begun to start is disposed.
        }

        if (_generation > 0)
        {
            _banner.WriteStopping();
            await host.StopAsync();
        }

        return ExitCode.Fine;
    }

    private async Task ObeyAsync(ProxyHost host, ProcessSignal signal)
    {
        try
        {
            if (signal == ProcessSignal.ReopenLogs)
                host.ReopenLogs();
            else
                await host.ReloadAsync().WaitAsync(signals.Stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A bug in a reload must not end what serves.
            await BugReport.WriteAsync(error, e);
        }
    }

    private bool TellStarted(LoadReport report)
    {
        lock (_printing)
        {
            _printer.Print(report.Diagnostics);
            if (report.Summary is null)
                return false;
            _generation = report.Summary.Number;
            _banner.WriteStarted(report.Summary);
            return true;
        }
    }

    private void TellReloaded(LoadReport report)
    {
        lock (_printing)
        {
            _printer.Print(report.Diagnostics);
            if (report.Summary is null)
            {
                _banner.WriteKept(_generation);
                return;
            }

            _generation = report.Summary.Number;
            _banner.WriteReloaded(report.Summary);
        }
    }
}
