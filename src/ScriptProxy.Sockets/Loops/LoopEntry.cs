namespace ScriptProxy.Sockets.Loops;

/// <summary>Something that a loop watches.</summary>
internal abstract class LoopEntry
{
    /// <summary>
    /// What the kernel says of it in events: where it stands in the loop's table, and which of those that stood there
    /// it is.
    /// </summary>
    public ulong Token { get; set; }

    /// <summary>Runs on the loop.</summary>
    public abstract void Happened(uint events);

    /// <summary>Its handler has thrown: it is to be closed.</summary>
    public abstract void Failed();
}
