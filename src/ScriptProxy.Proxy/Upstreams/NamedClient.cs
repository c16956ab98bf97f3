using System.Net;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Addresses;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>For whom a request is sent, as the header of the PROXY protocol names it; travels with the message to its connection.</summary>
/// <param name="Source">The client; port 0 when another proxy told of it.</param>
/// <param name="Destination">Where it has connected; of the same family.</param>
internal sealed record NamedClient(IPEndPoint Source, IPEndPoint Destination)
{
    private static readonly HttpRequestOptionsKey<NamedClient> Key = new("ScriptProxy.Client");

    /// <summary>Null when the request is the proxy's own, or its client has no address.</summary>
    public static NamedClient? Of(HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out var client) ? client : null;

    /// <summary>Makes it known to the connection that the message will be sent over.</summary>
    /// <param name="message">The message.</param>
    /// <param name="connection">The client's connection, or that of the proxy which told of it.</param>
    /// <param name="client">The client's address.</param>
    /// <param name="peer">The connection's peer.</param>
    public static void Attach(HttpRequestMessage message, ConnectionInfo connection, IPAddress client, IPAddress? peer)
    {
        if (client.Equals(IPAddress.None))
            return;
        message.Options.Set(Key, Of(
            new IPEndPoint(client, client.Equals(peer) ? connection.RemotePort : 0),
            new IPEndPoint(connection.LocalIpAddress?.Unmapped() ?? IPAddress.Any, connection.LocalPort)));
    }

    private static NamedClient Of(IPEndPoint source, IPEndPoint destination) =>
        source.AddressFamily == destination.AddressFamily
            ? new NamedClient(source, destination)
            : new NamedClient(Mapped(source), Mapped(destination));

    private static IPEndPoint Mapped(IPEndPoint end) => new(end.Address.MapToIPv6(), end.Port);
}
