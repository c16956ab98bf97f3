using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using ScriptProxy.Sockets;

namespace ScriptProxy.Server.Listeners;

/// <summary>Accepts on our event loops.</summary>
internal sealed class LoopSource(Socket socket, EventLoops loops, ILogger log) : IConnectionSource
{
    private readonly EndPoint _endPoint = socket.LocalEndPoint!;
    private LoopListener? _listener;

    public void Start(Action<ConnectionContext> hand)
    {
        _listener = new LoopListener(
            loops, socket, hand, refusal => AcceptLog.NotAccepted(log, _endPoint, refusal.Message), log);
        _listener.Start();
    }

    public Task Close()
    {
        _listener?.Dispose();
        socket.Dispose();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await Close();
}
