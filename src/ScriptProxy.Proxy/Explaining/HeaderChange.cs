namespace ScriptProxy.Proxy.Explaining;

/// <summary>What became of a header between client and upstream.</summary>
public enum HeaderChange
{
    Kept,
    Added,
    Changed,
    Removed,
}
