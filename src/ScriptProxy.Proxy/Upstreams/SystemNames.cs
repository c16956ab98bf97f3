using System.Net;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Asks the operating system: hosts file, DNS and whatever else it is set up to ask.</summary>
internal sealed class SystemNames : INameResolver
{
    public Task<IPAddress[]> Resolve(string host, CancellationToken stop) => Dns.GetHostAddressesAsync(host, stop);
}
