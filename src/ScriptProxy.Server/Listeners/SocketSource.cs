using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace ScriptProxy.Server.Listeners;

/// <summary>Accepts with .NET's sockets.</summary>
internal sealed class SocketSource : IConnectionSource
{
    // Out of file descriptors: the connections wait in the kernel's queue until some are closed.
    private static readonly TimeSpan Breather = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly EndPoint _endPoint;
    private readonly SocketConnectionContextFactory _connections;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    /// <param name="socket">Listens already.</param>
    /// <param name="inline">Whether what arrives is dealt with by the thread that receives it.</param>
    /// <param name="log">Where it is told that no connection can be accepted.</param>
    public SocketSource(Socket socket, bool inline, ILogger log)
    {
        _socket = socket;
        _endPoint = socket.LocalEndPoint!;
        _log = log;
        _connections = new SocketConnectionContextFactory(
            new SocketConnectionFactoryOptions { UnsafePreferInlineScheduling = inline }, _log);
    }

    public void Start(Action<ConnectionContext> hand) => _accepting = Task.Run(() => Accept(hand));

    public async Task Close()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _accepting;
    }

    /// <summary>Once the last of its connections has ended: they use the memory that is given back here.</summary>
    public async ValueTask DisposeAsync()
    {
        await Close();
        _connections.Dispose();
        _stop.Dispose();
    }

    private async Task Accept(Action<ConnectionContext> hand)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(_stop.Token);
                if (socket.AddressFamily != AddressFamily.Unix)
                    socket.NoDelay = true;
                hand(_connections.Create(socket));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                if (_stop.IsCancellationRequested)
                    return;
                AcceptLog.NotAccepted(_log, _endPoint, exception.Message);
                await Task.Delay(Breather);
            }
        }
    }
}
