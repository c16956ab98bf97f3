using Microsoft.AspNetCore.Connections;

namespace ScriptProxy.Server.Requests;

/// <summary>
/// Keeps Kestrel, on a connection that was upgraded, from taking a client that sends no more for one that is gone: it
/// would send it nothing either.
/// </summary>
internal sealed class ClientEnd : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private volatile bool _isUpgraded;

    /// <summary>Before Kestrel gets the connection.</summary>
    public static void Watch(ConnectionContext connection)
    {
        var end = new ClientEnd();
        connection.Features.Set(end);
        connection.ConnectionClosed.UnsafeRegister(static end => ((ClientEnd)end!).Ended(), end);
        connection.ConnectionClosed = end._gone.Token;
    }

    /// <summary>
    /// From here on the end of what the client sends is only that; a broken connection shows in reading and writing.
    /// </summary>
    public void Upgraded() => _isUpgraded = true;

    public void Dispose() => _gone.Dispose();

    private void Ended()
    {
        if (!_isUpgraded)
            _gone.Cancel();
    }
}
