using System.Numerics;
using ScriptProxy.Forwarding.Connections;

namespace ScriptProxy.Forwarding.Exchanges;

/// <summary>Keeps exchanges that are over for the next ones: a few for each processor, so that processors do not share them.</summary>
internal sealed class ExchangePool
{
    private const int Kept = 8;

    private readonly ConnectionPool _connections;
    private readonly IForwardRules _rules;
    private readonly Exchange?[][] _shelves;

    public ExchangePool(ConnectionPool connections, IForwardRules rules)
    {
        _connections = connections;
        _rules = rules;
        var count = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);
        _shelves = new Exchange?[count][];
        for (var i = 0; i < count; i++)
            _shelves[i] = new Exchange?[Kept];
    }

    private Exchange?[] Shelf => _shelves[Thread.GetCurrentProcessorId() & (_shelves.Length - 1)];

    public Exchange Take()
    {
        foreach (ref var place in Shelf.AsSpan())
        {
            if (place is not null && Interlocked.Exchange(ref place, null) is { } kept)
                return kept;
        }

        return new Exchange(_connections, _rules);
    }

    public void Return(Exchange exchange)
    {
        foreach (ref var place in Shelf.AsSpan())
        {
            if (place is null && Interlocked.CompareExchange(ref place, exchange, null) is null)
                return;
        }
    }
}
