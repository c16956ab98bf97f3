namespace ScriptProxy.Proxy.Files;

/// <summary>What a path below a root names; the file only for <see cref="FoundKind.File"/>.</summary>
internal readonly record struct FoundPath(FoundKind Kind, FileInfo? File = null);
