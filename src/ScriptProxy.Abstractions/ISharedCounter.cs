namespace ScriptProxy;

/// <summary>A counter that survives reloads and may be used by many requests at once.</summary>
public interface ISharedCounter
{
    /// <summary>What it stands at.</summary>
    long Value { get; }

    /// <summary>Adds to it and returns the new value.</summary>
    /// <param name="by">How much; negative counts down.</param>
    long Increment(long by = 1);
}
