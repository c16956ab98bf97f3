namespace ScriptProxy.Proxy.Limits;

/// <summary>A generation's hold on the state of its limits.</summary>
internal sealed class LimiterLeases(LimiterRegistry registry) : IDisposable
{
    private readonly List<string> _identities = [];
    private readonly HashSet<string> _unnamed = [];

    /// <summary>The state of a limit that has a name: whoever says the name counts on it.</summary>
    public T Named<T>(string identity, Func<T> create)
        where T : class
    {
        _identities.Add(identity);
        return registry.Lease(identity, create);
    }

    /// <summary>The state of a limit without a name. The same call in a loop makes a limit each time.</summary>
    public T Unnamed<T>(string identity, Func<T> create)
        where T : class
    {
        var number = 0;
        while (!_unnamed.Add($"{identity}\n{number}"))
            number++;
        return Named($"{identity}\n{number}", create);
    }

    public void Dispose()
    {
        _identities.ForEach(registry.Release);
        _identities.Clear();
    }
}
