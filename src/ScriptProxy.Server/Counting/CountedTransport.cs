using System.IO.Pipelines;
using ScriptProxy.Observability.Traffic;

namespace ScriptProxy.Server.Counting;

/// <summary>A connection's bytes in both directions, counted as they pass.</summary>
internal sealed class CountedTransport(IDuplexPipe inner, ConnectionCounter counter) : IDuplexPipe
{
    public PipeReader Input { get; } = new CountedInput(inner.Input, counter);

    public PipeWriter Output { get; } = new CountedOutput(inner.Output, counter);
}
