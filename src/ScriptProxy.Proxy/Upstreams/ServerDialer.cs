using System.Net;
using System.Net.Sockets;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Opens connections to one server, at any of its addresses.</summary>
internal sealed class ServerDialer
{
    private readonly ServerLocation _location;
    private readonly EndPoint? _fixed;
    private readonly ServerAddressBook? _book;
    private readonly ServerWays _ways;
    private readonly TimeProvider _time;

    public ServerDialer(ServerLocation location, ServerWays ways, TimeProvider time)
    {
        _location = location;
        _ways = ways;
        _time = time;
        _fixed = FixedEndPoint(location);
        if (_fixed is null)
            _book = new ServerAddressBook(((ServerAddress.Tcp)location.Address).Host, ways.Names, time);
    }

    public ServerAddress Address => _location.Address;

    /// <summary>Whether its url has a name in place of an address.</summary>
    public static bool HasName(ServerLocation location) => FixedEndPoint(location) is null;

    /// <summary>A connection, nothing of which was used yet.</summary>
    /// <param name="limit">How long all of it may take; an address that does not answer leaves the next ones their share.</param>
    /// <param name="stop">Ends it, after <paramref name="limit"/> at the latest.</param>
    /// <exception cref="ServerUnreachableException">No address can be found or connected to.</exception>
    public async ValueTask<Stream> Dial(TimeSpan limit, CancellationToken stop)
    {
        if (_fixed is not null)
            return await Connect(_fixed, stop);
        var addresses = await Find(stop);
        var began = _time.GetTimestamp();
        for (var i = 0; ; i++)
        {
            using var share = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var others = addresses.Length - i - 1;
            if (others > 0)
                share.CancelAfter(Share(limit - _time.GetElapsedTime(began), others + 1));
            try
            {
                return await Connect(new IPEndPoint(addresses[i], ((ServerAddress.Tcp)Address).Port), share.Token);
            }
            catch (ServerUnreachableException) when (others > 0 && !stop.IsCancellationRequested)
            {
                // The next one may answer.
            }
        }
    }

    private async ValueTask<IPAddress[]> Find(CancellationToken stop)
    {
        try
        {
            return await _book!.Addresses(stop);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            throw new ServerUnreachableException(FailurePhase.Resolve, stop.IsCancellationRequested, exception);
        }
    }

    private async Task<Stream> Connect(EndPoint endPoint, CancellationToken stop)
    {
        try
        {
            return await _ways.Connect(endPoint, stop);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            throw new ServerUnreachableException(FailurePhase.Connect, stop.IsCancellationRequested, exception);
        }
    }

    private static TimeSpan Share(TimeSpan left, int parts) =>
        left > TimeSpan.Zero ? left / parts : TimeSpan.Zero;

    private static EndPoint? FixedEndPoint(ServerLocation location) => location.Address switch
    {
        ServerAddress.Unix unix => new UnixDomainSocketEndPoint(unix.Path),
        ServerAddress.Echo => location.Echo,
        ServerAddress.Tcp tcp when IPAddress.TryParse(tcp.Host, out var address) => new IPEndPoint(address, tcp.Port),
        _ => null,
    };
}
