using System.Diagnostics;
using System.Globalization;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests;

/// <summary>A command that runs in a process of its own until it is told to stop.</summary>
internal sealed class CliSession : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Task<string> _output;
    private int _seen;

    public CliSession(string folder, params string[] args)
    {
        _process = CliProcess.Start(folder, args);
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>All lines of standard error that were read so far.</summary>
    public string Error => _error.ToString();

    /// <summary>Starts <c>run</c> and waits until it serves.</summary>
    public static async Task<CliSession> Run(TemporaryFolder folder, string file = "proxy.toml")
    {
        var session = new CliSession(folder.Path, "run", file);
        await session.ReadUntil("SIGTERM stops");
        return session;
    }

    /// <summary>Reads standard error up to and with the next line that holds a text, and gives what was read.</summary>
    public async Task<string> ReadUntil(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await _process.StandardError.ReadLineAsync(limit.Token) is { } line)
        {
            _error.Append(line).Append('\n');
            if (!line.Contains(text, StringComparison.Ordinal))
                continue;
            var read = Error[_seen..];
            _seen = _error.Length;
            return read;
        }

        throw new InvalidOperationException($"It ended without saying '{text}':\n{Error}");
    }

    /// <summary>Sends a signal by its name, <c>TERM</c>.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>What of its memory is resident, in kilobytes, as Linux counts it.</summary>
    public long WorkingSet()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture);
    }

    /// <summary>Waits for the end, and gives the exit code and the rest of standard error.</summary>
    public async Task<(int Code, string Error)> End()
    {
        using var limit = new CancellationTokenSource(Limit);
        var rest = await _process.StandardError.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, rest);
    }

    /// <summary>What it wrote to standard output, once it has ended.</summary>
    public Task<string> Output() => _output;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
