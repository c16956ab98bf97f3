using System.Net;

namespace ScriptProxy.Server.Listeners.ProxyProtocol;

/// <summary>Says which peers may tell for whom they have connected: those of <c>trusted_proxies</c>, as they are at that moment.</summary>
internal static class TrustedPeers
{
    public static bool Contain(IReadOnlyList<IPNetwork> trusted, EndPoint? peer)
    {
        // Who may open a unix socket is said by the rights on its file.
        if (peer is not IPEndPoint { Address: var address })
            return true;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return trusted.Any(network => network.Contains(address));
    }
}
