using System.Collections;
using Microsoft.AspNetCore.Http.Features;

namespace ScriptProxy.Sockets.Connections;

/// <summary>
/// What is known of a connection. There are a dozen at most, and a list is faster and smaller than a table then.
/// </summary>
internal sealed class ConnectionFeatures : IFeatureCollection
{
    private KeyValuePair<Type, object>[] _features = new KeyValuePair<Type, object>[16];
    private int _count;

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get
        {
            var index = Find(key);
            return index < 0 ? null : _features[index].Value;
        }

        set
        {
            Revision++;
            var index = Find(key);
            if (value is null)
                Remove(index);
            else if (index >= 0)
                _features[index] = new KeyValuePair<Type, object>(key, value);
            else
                Add(key, value);
        }
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.Take(_count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(Type key)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_features[i].Key == key)
                return i;
        }

        return -1;
    }

    private void Add(Type key, object value)
    {
        if (_count == _features.Length)
            Array.Resize(ref _features, _count * 2);
        _features[_count++] = new KeyValuePair<Type, object>(key, value);
    }

    private void Remove(int index)
    {
        if (index < 0)
            return;
        _features[index] = _features[--_count];
        _features[_count] = default;
    }
}
