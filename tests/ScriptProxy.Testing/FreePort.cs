using System.Net;
using System.Net.Sockets;

namespace ScriptProxy.Testing;

/// <summary>
/// Ports of loopback that nobody listens on, and that no other test process is given while this one lives.
/// </summary>
public static class FreePort
{
    // All of them, to the end of the process: a port that was given may be used late.
    private static readonly List<PortBlock> Claimed = [PortBlock.Claim()];

    public static int Next()
    {
        lock (Claimed)
        {
            while (true)
            {
                if (Claimed[^1].Next() is not { } port)
                    Claimed.Add(PortBlock.Claim());
                else if (NobodyListensOn(port))
                    return port;
            }
        }
    }

    private static bool NobodyListensOn(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
