using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// Serves HTTP/1.1 and HTTP/2 on one listener in the clear, where no ALPN tells them apart and Kestrel by itself would
/// speak HTTP/1.1 only: a client that knows that HTTP/2 is spoken begins with its preface (RFC 9113 §3.3).
/// </summary>
internal sealed class CleartextVersions(FirstBytes firstBytes)
{
    private ConnectionDelegate _http2 = static _ => Task.CompletedTask;

    /// <summary>
    /// Two end points of one server: connections come in on the first, and those with the preface go on in the second's
    /// pipeline, which never gets one by itself.
    /// </summary>
    /// <param name="options">The server's.</param>
    /// <param name="queue">Where connections come from.</param>
    /// <param name="prepare">Puts what runs before all else into the pipeline of the first.</param>
    public void ListenOn(KestrelServerOptions options, ConnectionQueue queue, Action<ListenOptions> prepare)
    {
        options.Listen(queue.EndPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            prepare(listen);
            listen.Use(http1 => connection => Serve(connection, http1));
        });
        options.Listen(queue.EndPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(http2 => _http2 = http2);
        });
    }

    private async Task Serve(ConnectionContext connection, ConnectionDelegate http1)
    {
        var spoken = await firstBytes.Read(connection);
        if (spoken != HttpProtocols.None)
            await (spoken == HttpProtocols.Http2 ? _http2 : http1)(connection);
    }
}
