using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ScriptProxy.Observability.Traffic;

/// <summary>Listens to the count of script faults that the pipeline publishes on the proxy's meter.</summary>
internal sealed class ScriptFaults : IDisposable
{
    private const string Instrument = "scriptproxy.script.faults";
    private const string SiteTag = "site";

    private readonly ConcurrentDictionary<string, long> _bySite = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public ScriptFaults(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == Instrument)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Add(count, tags));
        _listener.Start();
    }

    public IReadOnlyDictionary<string, long> BySite => _bySite;

    public void Dispose() => _listener.Dispose();

    private void Add(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag is { Key: SiteTag, Value: string site })
                _bySite.AddOrUpdate(site, count, (_, before) => before + count);
        }
    }
}
