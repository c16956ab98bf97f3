namespace ScriptProxy.Proxy.Upstreams;

/// <summary>The gates for the log lines about one server, so that a server that is down under load does not flood the log.</summary>
internal sealed class ServerLines(TimeProvider time)
{
    private readonly LineGate?[] _gates = new LineGate?[Enum.GetValues<FailurePhase>().Length * 2];

    /// <summary>Whether a line about this phase may be written now.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="isMended">Whether another server is tried, which is another line than one about what a client got.</param>
    /// <param name="tell">Told how many were left out.</param>
    public bool Pass(FailurePhase phase, bool isMended, Action<int> tell)
    {
        var place = ((int)phase * 2) + (isMended ? 1 : 0);
        var gate = _gates[place] ?? Interlocked.CompareExchange(ref _gates[place], new LineGate(time), null) ?? _gates[place]!;
        return gate.Pass(tell);
    }
}
