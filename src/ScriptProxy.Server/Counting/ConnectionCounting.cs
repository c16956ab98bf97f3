using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ScriptProxy.Observability.Traffic;
using ScriptProxy.Sockets;

namespace ScriptProxy.Server.Counting;

/// <summary>
/// Counts each connection that a listener serves; its requests find the counter among the connection's features.
/// </summary>
internal static class ConnectionCounting
{
    public static void CountConnections(this ListenOptions listen, ListenerCounters counters) =>
        listen.Use(next => connection => Count(connection, next, counters));

    private static async Task Count(ConnectionContext connection, ConnectionDelegate next, ListenerCounters counters)
    {
        var counter = counters.Open();
        var transport = connection.Transport;
        connection.Features.Set(counter);
        if (connection.Features.Get<ICountedConnection>() is { } counted)
            counted.Counter = new CountedBytes(counter);
        else
            connection.Transport = new CountedTransport(transport, counter);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
            counters.Close(counter);
        }
    }
}
