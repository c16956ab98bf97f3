using Microsoft.AspNetCore.Connections;

namespace ScriptProxy.Server.Listeners;

/// <summary>Accepts the connections of a listening socket: by .NET's sockets, or by our event loops.</summary>
internal interface IConnectionSource : IAsyncDisposable
{
    /// <summary>From now on connections are accepted and given to this.</summary>
    void Start(Action<ConnectionContext> hand);

    /// <summary>Accepts no more; what was accepted lives on. The socket is closed with it.</summary>
    Task Close();
}
