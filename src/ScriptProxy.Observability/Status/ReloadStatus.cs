namespace ScriptProxy.Observability.Status;

/// <summary>What came of a reload.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Succeeded">Whether the new files serve now; if not, the generation before goes on.</param>
/// <param name="Problems">The lines that were printed, warnings too; paths are relative to the folder of
/// proxy.toml.</param>
public sealed record ReloadStatus(DateTimeOffset At, bool Succeeded, IReadOnlyList<string> Problems);
