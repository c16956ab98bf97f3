using System.Net;
using System.Net.Sockets;

namespace ScriptProxy.Testing;

/// <summary>Ports of loopback that nobody listens on, from below those that the system gives to clients.</summary>
public static class FreePort
{
    private const int First = 12_000;
    private const int Count = 20_000;

    // Several test processes may run at once: each goes its own way through the range.
    private static int _last = Random.Shared.Next(Count);

    public static int Next()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; the next one may be free.
            }
        }
    }
}
