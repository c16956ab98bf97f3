namespace ScriptProxy.Observability.Status;

/// <summary>Reads what this process uses.</summary>
public static class ProcessReader
{
    private const string Descriptors = "/proc/self/fd";

    public static ProcessStatus Read() => new()
    {
        Pid = Environment.ProcessId,
        CpuSeconds = OperatingSystem.IsWindows() || OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()
            ? Environment.CpuUsage.TotalTime.TotalSeconds
            : 0,
        MemoryBytes = Environment.WorkingSet,
        ManagedBytes = GC.GetTotalMemory(forceFullCollection: false),
        OpenFiles = Directory.Exists(Descriptors) ? Directory.EnumerateFileSystemEntries(Descriptors).Count() : null,
        Collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)],
        CollectionPauseSeconds = GC.GetTotalPauseDuration().TotalSeconds,
    };
}
