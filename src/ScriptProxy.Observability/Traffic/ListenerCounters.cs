namespace ScriptProxy.Observability.Traffic;

/// <summary>Counts on one listener, over all reloads.</summary>
public sealed class ListenerCounters
{
    private readonly Lock _gate = new();
    private readonly HashSet<ConnectionCounter> _open = [];
    private long _accepted;
    private long _handled;
    private long _requestsOfClosed;
    private long _sentOfClosed;

    /// <summary>A connection was accepted, whatever becomes of it.</summary>
    public void Accepted() => Interlocked.Increment(ref _accepted);

    /// <summary>A connection is served; one over the listener's limit never comes here.</summary>
    public ConnectionCounter Open()
    {
        var connection = new ConnectionCounter();
        lock (_gate)
        {
            _handled++;
            _open.Add(connection);
        }

        return connection;
    }

    public void Close(ConnectionCounter connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        lock (_gate)
        {
            if (!_open.Remove(connection))
                return;
            _requestsOfClosed += connection.Requests;
            _sentOfClosed += connection.Sent;
        }
    }

    internal ListenerTraffic Read(string listener)
    {
        lock (_gate)
        {
            var (reading, writing, requests, sent) = (0, 0, _requestsOfClosed, _sentOfClosed);
            foreach (var connection in _open)
            {
                var state = connection.State;
                reading += state == ConnectionState.Reading ? 1 : 0;
                writing += state == ConnectionState.Writing ? 1 : 0;
                requests += connection.Requests;
                sent += connection.Sent;
            }

            return new ListenerTraffic(listener, Interlocked.Read(ref _accepted), _handled, requests, sent)
            {
                Active = _open.Count,
                Reading = reading,
                Writing = writing,
            };
        }
    }
}
