using System.Net;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Finds the addresses of a host in a server's url.</summary>
public interface INameResolver
{
    /// <summary>All addresses, in the order of preference.</summary>
    Task<IPAddress[]> Resolve(string host, CancellationToken stop);
}
