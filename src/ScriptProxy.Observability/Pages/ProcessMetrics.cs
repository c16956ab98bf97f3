using System.Globalization;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Observability.Pages;

/// <summary>The part of <c>/metrics</c> about the process, with the names that Prometheus' own clients use.</summary>
internal static class ProcessMetrics
{
    public static void Write(MetricsWriter page, ProxyStatus status)
    {
        var process = status.Process;
        page.Family("process_start_time_seconds", "gauge", "When the process began.")
            .Sample(status.StartedAt.ToUnixTimeMilliseconds() / 1000.0);
        page.Family("process_cpu_seconds_total", "counter", "Processor time.").Sample(process.CpuSeconds);
        page.Family("process_resident_memory_bytes", "gauge", "Resident memory.").Sample(process.MemoryBytes);
        if (process.OpenFiles is { } files)
            page.Family("process_open_fds", "gauge", "File descriptors in use.").Sample(files);
        page.Family("dotnet_gc_heap_bytes", "gauge", "Memory that the garbage collector manages.")
            .Sample(process.ManagedBytes);
        page.Family("dotnet_gc_collections_total", "counter", "Garbage collections.");
        for (var i = 0; i < process.Collections.Count; i++)
            page.Sample(process.Collections[i], ("generation", i.ToString(CultureInfo.InvariantCulture)));
        page.Family("dotnet_gc_pause_seconds_total", "counter", "How long garbage collections have stopped everything.")
            .Sample(process.CollectionPauseSeconds);
    }
}
