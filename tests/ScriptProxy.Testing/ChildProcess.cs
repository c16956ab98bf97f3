using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace ScriptProxy.Testing;

/// <summary>A program that a test started and ends; what it prints is kept.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _printed = new();

    private ChildProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Printed => string.Join('\n', _printed);

    /// <param name="program">Its path, or its name where the PATH has it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables beside those of the test.</param>
    /// <param name="folder">Where it runs; null for where the test does.</param>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Waits until the port of 127.0.0.1 is open, for 30 seconds at most.</summary>
    public async Task UntilItAccepts(int port)
    {
        for (var tries = 0; tries < 1500; tries++)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{_process.StartInfo.FileName} ended: {Printed}");
            if (await Accepts(port))
                return;
            await Task.Delay(20);
        }

        throw new TimeoutException($"{_process.StartInfo.FileName} does not accept on {port}: {Printed}");
    }

    /// <summary>Ends it without a chance to say goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _printed.Enqueue(line);
    }

    private static async Task<bool> Accepts(int port)
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
