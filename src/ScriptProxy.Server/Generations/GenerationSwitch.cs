namespace ScriptProxy.Server.Generations;

/// <summary>Points to the running generation. Requests are pinned to it; a reload replaces it in one step.</summary>
internal sealed class GenerationSwitch
{
    private Generation? _current;

    public Generation? Current => Volatile.Read(ref _current);

    /// <summary>The running generation, held for a request until it is released.</summary>
    public Generation Pin()
    {
        while (true)
        {
            // A generation that drained between the read and the hold has been replaced: the next read sees its
            // successor.
            var current = Current ?? throw new InvalidOperationException("No generation is running.");
            if (current.TryHold())
                return current;
        }
    }

    /// <summary>Makes it the running generation and returns the one before.</summary>
    public Generation? Replace(Generation next) => Interlocked.Exchange(ref _current, next);
}
