using System.Net;
using System.Net.Sockets;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Cli.Admin;

/// <summary>How the admin endpoint is reached from this machine.</summary>
internal static class AdminAddress
{
    public static Uri UrlOf(ListenAddress address) => address switch
    {
        ListenAddress.AnyIp any => new Uri($"http://{new IPEndPoint(IPAddress.Loopback, any.Port)}"),
        ListenAddress.Ip ip => new Uri($"http://{new IPEndPoint(Reached(ip.Address), ip.Port)}"),
        _ => new Uri("http://localhost"),
    };

    public static SocketsHttpHandler HandlerFor(ListenAddress address)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false };
        if (address is ListenAddress.Unix unix)
            handler.ConnectCallback = (_, stop) => Connect(new UnixDomainSocketEndPoint(unix.Path), stop);
        return handler;
    }

    // What is bound to every address answers on loopback too.
    private static IPAddress Reached(IPAddress bound) =>
        bound.Equals(IPAddress.Any) ? IPAddress.Loopback
        : bound.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
        : bound;

    private static async ValueTask<Stream> Connect(UnixDomainSocketEndPoint endPoint, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
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
