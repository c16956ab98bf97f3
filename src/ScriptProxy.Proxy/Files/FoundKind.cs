namespace ScriptProxy.Proxy.Files;

/// <summary>What a path below a root turned out to name.</summary>
internal enum FoundKind
{
    /// <summary>Nothing is there.</summary>
    Missing,

    /// <summary>It must not be asked for: a dot file, a way out of the root.</summary>
    Refused,

    Folder,
    File,
}
