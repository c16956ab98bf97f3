namespace ScriptProxy.Server.Generations;

/// <summary>Points to the running generation. Requests are pinned to it; a reload replaces it in one step.</summary>
internal sealed class GenerationSwitch
{
    private Generation? _current;

    public Generation? Current => Volatile.Read(ref _current);

    /// <summary>The running generation, held for a request until it is released.</summary>
    /// <exception cref="InvalidOperationException">There is none yet, or none any more.</exception>
    public Generation Pin()
    {
        Generation? gone = null;
        while (Current is { } current && current != gone)
        {
            // A generation that was retired between the read and the hold has been replaced: the next read sees its
            // successor. Only the last one has none, when the proxy ends.
            if (current.TryHold())
                return current;
            gone = current;
        }

        throw new InvalidOperationException("No generation is running.");
    }

    /// <summary>Makes it the running generation and returns the one before.</summary>
    public Generation? Replace(Generation next) => Interlocked.Exchange(ref _current, next);
}
