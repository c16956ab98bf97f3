namespace ScriptProxy.Forwarding.Heads;

/// <summary>How far reading has come.</summary>
internal enum ParseStep
{
    /// <summary>Not to the end; the rest has to arrive first.</summary>
    NeedsMore,

    /// <summary>To the end.</summary>
    Done,

    /// <summary>There is more of it than allowed.</summary>
    TooLarge,

    /// <summary>It is not what it should be.</summary>
    Bad,
}
