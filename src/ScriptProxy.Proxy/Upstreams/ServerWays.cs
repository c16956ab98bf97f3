using System.Net;
using System.Net.Sockets;
using ScriptProxy.Sockets;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>How servers are found and connected to.</summary>
/// <param name="Names">Finds their addresses.</param>
/// <param name="Loops">The event loops that connections live on; null where .NET's sockets serve.</param>
internal sealed record ServerWays(INameResolver Names, Func<EventLoops?> Loops)
{
    /// <exception cref="SocketException">It cannot be connected.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public async ValueTask<Stream> Connect(EndPoint endPoint, CancellationToken stop)
    {
        if (Loops() is { } loops)
            return await LoopStream.Connect(loops, endPoint, stop);
        var socket = endPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
