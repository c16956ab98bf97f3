using System.Net;

namespace ScriptProxy.Configuration.Settings;

/// <summary>
/// Where a listener binds. Equal addresses are the same socket; <see cref="object.ToString"/> is what proxy.toml would
/// say.
/// </summary>
public abstract record ListenAddress
{
    private ListenAddress()
    {
    }

    /// <summary>
    /// Whether one system cannot listen on both: they are equal, or one is every address with the other's port.
    /// </summary>
    public bool Overlaps(ListenAddress other) => this == other || (this, other) switch
    {
        (AnyIp any, Ip ip) => any.Port == ip.Port,
        (Ip ip, AnyIp any) => any.Port == ip.Port,
        (Ip ip, Ip second) => ip.Port == second.Port && (ip.Covers(second) || second.Covers(ip)),
        _ => false,
    };

    /// <summary><c>":80"</c>: both families.</summary>
    public sealed record AnyIp(int Port) : ListenAddress
    {
        public override string ToString() => $":{Port}";
    }

    /// <summary><c>"127.0.0.1:8080"</c>, <c>"0.0.0.0:80"</c>, <c>"[::]:80"</c>: only that address.</summary>
    public sealed record Ip(IPAddress Address, int Port) : ListenAddress
    {
        public override string ToString() => new IPEndPoint(Address, Port).ToString();

        internal bool Covers(Ip one) => Address.AddressFamily == one.Address.AddressFamily
            && (Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any));
    }

    /// <summary><c>"unix:/run/proxy.sock"</c>.</summary>
    public sealed record Unix(string Path) : ListenAddress
    {
        public override string ToString() => $"unix:{Path}";
    }
}
