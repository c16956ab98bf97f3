using System.IO.Pipelines;
using ScriptProxy.Observability.Traffic;

namespace ScriptProxy.Server.Counting;

/// <summary>Counts what a connection sends.</summary>
internal sealed class CountedOutput(PipeWriter inner, ConnectionCounter counter) : PassingWriter(inner)
{
    protected override void Passing(int bytes) => counter.Sending(bytes);
}
