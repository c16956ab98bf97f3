using System.Net;

namespace ScriptProxy.Proxy.Addresses;

/// <summary>A socket of both families gives an IPv4 address as an IPv6 one, which is in no IPv4 network.</summary>
public static class MappedAddress
{
    public static IPAddress Unmapped(this IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
