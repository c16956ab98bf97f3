using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ScriptProxy.Server.Listeners.ProxyProtocol;

/// <summary>
/// Runs first on the connections of a listener with <c>proxy_protocol</c>: takes the header off, and the client that it
/// names is the connection's peer from there on. Without a header, or from a peer that is not trusted, a connection is
/// closed.
/// </summary>
/// <param name="application">Has the running generation's trusted proxies.</param>
/// <param name="limit">How long a peer may take for the header; null for as long as it likes.</param>
/// <param name="logs">Where it says why a connection was closed.</param>
internal sealed partial class ProxyProtocolGate(ProxyApplication application, TimeSpan? limit, ILoggerFactory logs)
{
    private readonly ILogger _log = logs.CreateLogger("listener");

    public void Guard(ListenOptions listen) => listen.Use(next => connection => Pass(connection, next));

    private async Task Pass(ConnectionContext connection, ConnectionDelegate next)
    {
        var peer = connection.RemoteEndPoint;
        if (!TrustedPeers.Contain(application.TrustedProxies, peer))
        {
            Untrusted(_log, application.Listener, peer);
            return;
        }

        if (await ReadHeader(connection) is not { } header)
            return;
        if (header.State != HeaderState.Whole)
        {
            NoHeader(_log, application.Listener, peer);
            return;
        }

        connection.RemoteEndPoint = header.Client ?? peer;
        await next(connection);
    }

    // Null when the peer has gone without a word, or takes too long.
    private async Task<HeaderReading?> ReadHeader(ConnectionContext connection)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        patience.CancelAfter(limit ?? Timeout.InfiniteTimeSpan);
        try
        {
            return await ReadHeader(connection.Transport.Input, patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return null;
        }
    }

    private static async Task<HeaderReading?> ReadHeader(PipeReader input, CancellationToken stop)
    {
        while (true)
        {
            var read = await input.ReadAsync(stop);
            var header = ReadIn(read.Buffer);
            var isWhole = header.State == HeaderState.Whole;
            input.AdvanceTo(
                read.Buffer.GetPosition(header.Length),
                isWhole ? read.Buffer.GetPosition(header.Length) : read.Buffer.End);
            if (header.State != HeaderState.Incomplete)
                return header;
            if (read.IsCompleted)
                return read.Buffer.IsEmpty ? null : HeaderReading.Invalid;
        }
    }

    private static HeaderReading ReadIn(ReadOnlySequence<byte> said)
    {
        var begin = said.Slice(0, Math.Min(said.Length, ProxyHeader.MaxLength));
        return ProxyHeader.Read(begin.IsSingleSegment ? begin.FirstSpan : begin.ToArray());
    }

    [LoggerMessage(
        EventId = 4102, Level = LogLevel.Warning,
        Message =
            "listener '{Listener}' closed a connection of {Peer}: only peers in trusted_proxies may speak the PROXY "
            + "protocol")]
    private static partial void Untrusted(ILogger log, string listener, EndPoint? peer);

    [LoggerMessage(
        EventId = 4103, Level = LogLevel.Warning,
        Message =
            "listener '{Listener}' closed a connection of {Peer}: it does not begin with a header of the PROXY "
            + "protocol")]
    private static partial void NoHeader(ILogger log, string listener, EndPoint? peer);
}
