using System.Numerics;
using System.Security.Cryptography;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// How far each key is ahead of its rate. Bounded: at most <see cref="MostKeys"/> slots of 24 bytes; a full table
/// forgets the key that is least ahead. Holds only numbers, so it outlives the generation whose limit it serves.
/// </summary>
internal sealed class RateTable
{
    /// <summary>
    /// Slots of a full table, 48 MiB; about half as many keys find theirs without crowding another out.
    /// </summary>
    public const int MostKeys = 1 << 21;

    private readonly ulong _seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly RateShard[] _shards;
    private readonly int _shift;

    public RateTable(TimeProvider time, int mostKeys = MostKeys)
    {
        var shards = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Environment.ProcessorCount * 4, 8, 256));
        _shift = 64 - BitOperations.Log2((uint)shards);
        _shards = new RateShard[shards];
        for (var i = 0; i < shards; i++)
            _shards[i] = new RateShard(_seed, mostKeys / shards, time.TimestampFrequency * 60);
    }

    public int Slots => _shards.Sum(shard => shard.Slots);

    public Admission Take(LimitKey key, Rate rate, long now)
    {
        var place = key.Place(_seed);
        return _shards[place >> _shift].Take(key, place, rate, now);
    }
}
