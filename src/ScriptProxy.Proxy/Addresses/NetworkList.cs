using System.Net;

namespace ScriptProxy.Proxy.Addresses;

/// <summary>Networks that are few enough to be looked through, as <c>trusted_proxies</c> are.</summary>
public static class NetworkList
{
    /// <summary>Whether the address is in one of them; asked for every connection and request, so by index.</summary>
    public static bool Hold(this IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(networks);
        address = address.Unmapped();
        for (var i = 0; i < networks.Count; i++)
        {
            if (networks[i].Contains(address))
                return true;
        }

        return false;
    }
}
