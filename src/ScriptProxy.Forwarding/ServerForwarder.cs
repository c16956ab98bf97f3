using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding.Connections;

namespace ScriptProxy.Forwarding;

/// <summary>
/// The door to this room: moves exchanges between clients and one HTTP/1.1 server, over connections that are kept. Every failure is
/// a value; nothing of an answer that cannot be passed on has reached the client, or the client's connection is broken off.
/// </summary>
public sealed class ServerForwarder : IDisposable
{
    private readonly ConnectionPool _connections;
    private readonly ExchangePool _exchanges;

    /// <param name="dial">Opens a connection, TLS included. What it throws becomes the cause of the outcome.</param>
    /// <param name="exchanges">What moves the exchanges, by its rules.</param>
    /// <param name="settings">What holds for the connections.</param>
    /// <param name="time">The time.</param>
    public ServerForwarder(
        Func<CancellationToken, ValueTask<Stream>> dial, ExchangePool exchanges, PoolSettings settings, TimeProvider time)
    {
        _connections = new ConnectionPool(dial, settings, time);
        _exchanges = exchanges;
    }

    /// <summary>How many connections there are.</summary>
    public int Connections => _connections.Count;

    /// <summary>How many of them wait for a request.</summary>
    public int IdleConnections => _connections.IdleCount;

    /// <summary>Sends the request and passes the answer on.</summary>
    /// <param name="http">The client's side of it.</param>
    /// <param name="request">What the rules are given with each question.</param>
    /// <param name="terms">What holds for it.</param>
    /// <param name="needs">What it asks for.</param>
    public ValueTask<ForwardOutcome> Forward(HttpContext http, object? request, ForwardTerms terms, ForwardNeeds needs)
    {
        ArgumentNullException.ThrowIfNull(terms);
        _connections.Mind(terms.Idle);
        return _exchanges.Run(_connections, http, request, terms, needs);
    }

    /// <summary>Closes the connections; those in use when their exchange is over.</summary>
    public void Dispose() => _connections.Shut();
}
