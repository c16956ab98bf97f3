using System.Net;
using System.Net.Sockets;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>
/// The addresses behind a server's name. Asked for each new connection, and asks anew when the last answer has become old; a
/// name that cannot be found any more keeps the addresses it had (nginx: <c>resolve</c>).
/// </summary>
internal sealed class ServerAddressBook(string host, INameResolver names, TimeProvider time)
{
    // The system does not tell how long its answer holds.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task<IPAddress[]>? _asking;
    private IPAddress[] _known = [];
    private long _knownSince;
    private int _turn;

    /// <summary>All addresses, beginning with another one each time.</summary>
    /// <exception cref="SocketException">The name cannot be found and never was.</exception>
    public async ValueTask<IPAddress[]> Addresses(CancellationToken stop)
    {
        var all = await Current().WaitAsync(stop);
        var first = (int)((uint)Interlocked.Increment(ref _turn) % (uint)all.Length);
        return [.. all[first..], .. all[..first]];
    }

    // One question at a time, whose answer is for all who wait for it.
    private Task<IPAddress[]> Current()
    {
        lock (_gate)
        {
            if (_asking is null && (_known.Length == 0 || time.GetElapsedTime(_knownSince) >= Fresh))
                _asking = Task.Run(Ask);
            return _asking ?? Task.FromResult(_known);
        }
    }

    private async Task<IPAddress[]> Ask()
    {
        try
        {
            var addresses = await names.Resolve(host, CancellationToken.None);
            return Learn(addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.NoData));
        }
        catch (SocketException)
        {
            var known = Learn([]);
            if (known.Length == 0)
                throw;
            return known;
        }
    }

    private IPAddress[] Learn(IPAddress[] addresses)
    {
        lock (_gate)
        {
            if (addresses.Length > 0)
                _known = addresses;
            _knownSince = time.GetTimestamp();
            _asking = null;
            return _known;
        }
    }
}
