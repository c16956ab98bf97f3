using ScriptProxy.Observability.Traffic;
using ScriptProxy.Sockets;

namespace ScriptProxy.Server.Counting;

/// <summary>What a connection of our event loops counts with.</summary>
internal sealed class CountedBytes(ConnectionCounter counter) : IByteCounter
{
    public void Received() => counter.Received();

    public void Sending(int bytes) => counter.Sending(bytes);
}
