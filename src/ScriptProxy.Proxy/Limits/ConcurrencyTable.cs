using System.Numerics;
using System.Runtime.InteropServices;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// How many requests of each key are being served. Holds a key only while one of its requests is, so it is as large as
/// what is in flight. Outlives the generation whose limit it serves.
/// </summary>
internal sealed class ConcurrencyTable
{
    private const int Shards = 32;

    private readonly Dictionary<LimitKey, int>[] _running =
        [.. Enumerable.Range(0, Shards).Select(_ => new Dictionary<LimitKey, int>())];

    public bool TryEnter(LimitKey key, int most)
    {
        var running = ShardOf(key);
        lock (running)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(running, key, out _);
            if (count >= most)
                return false;
            count++;
            return true;
        }
    }

    public void Leave(LimitKey key)
    {
        var running = ShardOf(key);
        lock (running)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(running, key) == 0)
                running.Remove(key);
        }
    }

    private Dictionary<LimitKey, int> ShardOf(LimitKey key) =>
        _running[BitOperations.Crc32C((uint)key.Low, key.High ^ (key.Low >> 32)) % Shards];
}
