using System.Net.Sockets;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Server.Loading;

/// <summary>Connects to every server of every upstream, for <c>check --probe</c>.</summary>
public static class ServerProbe
{
    public static async Task<IReadOnlyList<Diagnostic>> Probe(ProxySettings settings, CancellationToken stop)
    {
        var probes =
            from upstream in settings.Upstreams
            from server in upstream.Servers
            select Probe(upstream, server, stop);
        var found = await Task.WhenAll(probes);
        return [.. found.OfType<Diagnostic>()];
    }

    private static async Task<Diagnostic?> Probe(
        UpstreamSettings upstream, ServerSettings server, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(upstream.ConnectTimeout);
        try
        {
            await Connect(server.Address, limit.Token);
            return null;
        }
        catch (SocketException exception)
        {
            return ServerProblems.CannotReach(upstream, server, exception.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return ServerProblems.CannotReach(
                upstream, server,
                $"no answer within its connect_timeout of {upstream.ConnectTimeout.TotalSeconds:0.###} s");
        }
    }

    private static async Task Connect(ServerAddress address, CancellationToken stop)
    {
        switch (address)
        {
            case ServerAddress.Tcp tcp:
                using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
                    await socket.ConnectAsync(tcp.Host, tcp.Port, stop);
                break;
            case ServerAddress.Unix unix:
                using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(unix.Path), stop);
                break;
            default:
                // An echo backend is part of this process.
                break;
        }
    }
}
