using System.Collections.Concurrent;

namespace ScriptProxy.Server.Sharing;

/// <summary>
/// What scripts keep across reloads, in this process. Holds no type of a script: that would keep its assembly.
/// </summary>
internal sealed class SharedState : ISharedState
{
    private readonly ConcurrentDictionary<string, SharedCounter> _counters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<object>> _objects = new(StringComparer.Ordinal);

    public ISharedCounter Counter(string name) => _counters.GetOrAdd(name, static _ => new SharedCounter());

    public T Get<T>(string name, Func<T> factory)
        where T : class
    {
        if (typeof(T).IsCollectible)
            throw new InvalidOperationException(Refusal(name, typeof(T)));

        var held = Made(name, _objects.GetOrAdd(name, static (_, make) => new Lazy<object>(() => make()), factory));

        // T may be object, or an interface that the script implements.
        if (held.GetType().IsCollectible)
        {
            _objects.TryRemove(name, out _);
            throw new InvalidOperationException(Refusal(name, held.GetType()));
        }

        return held as T ?? throw new InvalidOperationException(
            $"Shared '{name}' is a {held.GetType().Name}, not a {typeof(T).Name}; use another name.");
    }

    private object Made(string name, Lazy<object> lazy)
    {
        try
        {
            return lazy.Value;
        }
        catch
        {
            // The next call may have more luck; and a kept exception would keep the script that threw it.
            _objects.TryRemove(new KeyValuePair<string, Lazy<object>>(name, lazy));
            throw;
        }
    }

    private static string Refusal(string name, Type type) =>
        $"Shared '{name}' cannot hold a {type.Name}: the type belongs to a script or plugin and would keep it from "
        + "being unloaded; use types of .NET itself, such as ConcurrentDictionary<string, string>.";
}
