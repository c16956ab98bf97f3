using System.Collections.Concurrent;

namespace ScriptProxy.Scripting.Tests.Fakes;

/// <summary>Shared state of a test's own.</summary>
internal sealed class FakeSharedState : ISharedState
{
    private readonly ConcurrentDictionary<string, FakeCounter> _counters = new();
    private readonly ConcurrentDictionary<string, object> _objects = new();

    public ISharedCounter Counter(string name) => _counters.GetOrAdd(name, _ => new FakeCounter());

    public T Get<T>(string name, Func<T> factory)
        where T : class => (T)_objects.GetOrAdd(name, _ => factory());
}
