using System.IO.Pipelines;
using ScriptProxy.Server.Counting;

namespace ScriptProxy.Server.Requests;

/// <summary>Counts what is written to a response's body as to a pipe.</summary>
internal sealed class CountingWriter(PipeWriter inner) : PassingWriter(inner)
{
    public long Bytes { get; private set; }

    protected override void Passing(int bytes) => Bytes += bytes;
}
