using System.Net;
using ScriptProxy.Proxy.Addresses;

namespace ScriptProxy.Server.Listeners.ProxyProtocol;

/// <summary>
/// Says which peers may tell for whom they have connected: those of <c>trusted_proxies</c>, as they are at that moment.
/// </summary>
internal static class TrustedPeers
{
    // Who may open a unix socket is said by the rights on its file.
    public static bool Contain(IReadOnlyList<IPNetwork> trusted, EndPoint? peer) =>
        peer is not IPEndPoint { Address: var address } || trusted.Hold(address);
}
