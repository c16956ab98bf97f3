namespace ScriptProxy.Observability.Status;

/// <summary>What the process uses.</summary>
public sealed record ProcessStatus
{
    public required int Pid { get; init; }

    /// <summary>Processor time, of all processors together.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Memory that is resident.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Of it, what the garbage collector manages.</summary>
    public required long ManagedBytes { get; init; }

    /// <summary>File descriptors in use; null where they cannot be counted.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>Garbage collections of generations 0, 1 and 2.</summary>
    public required IReadOnlyList<int> Collections { get; init; }

    /// <summary>How long collections have stopped everything.</summary>
    public required double CollectionPauseSeconds { get; init; }
}
