using System.Diagnostics;

namespace ScriptProxy.Forwarding.Tests.Exchanges;

/// <summary>
/// Keeps the whole process on one processor while it is there. Boxes of async methods are pooled by thread and by processor: what
/// is taken on one and given back on another is missed by the first, as often as the scheduler of the machine likes.
/// </summary>
internal sealed class OneProcessor : IDisposable
{
    private readonly string? _before;

    public OneProcessor()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _before = File.ReadLines("/proc/self/status").First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal))
            .Split(':')[1].Trim();
        Allow(_before.Split(',', '-')[0]);
    }

    public void Dispose()
    {
        if (_before is not null)
            Allow(_before);
    }

    private static void Allow(string processors)
    {
        // It fails when a thread ends between being listed and being told.
        for (var tries = 0; tries < 10 && !TryAllow(processors); tries++)
            Thread.Yield();
    }

    // taskset is from util-linux; for all threads (-a) of this process.
    private static bool TryAllow(string processors)
    {
        using var taskset = Process.Start(
            new ProcessStartInfo("taskset", ["-a", "-p", "-c", processors, $"{Environment.ProcessId}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        taskset.StandardOutput.ReadToEnd();
        taskset.WaitForExit();
        return taskset.ExitCode == 0;
    }
}
