namespace ScriptProxy.Forwarding.Connections;

/// <summary>
/// The connections of one loop that nobody uses. The one that was used last is used next, so that those too many grow old.
/// </summary>
internal sealed class IdleConnections
{
    private readonly Lock _gate = new();
    private readonly List<ServerConnection> _all = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _all.Count;
        }
    }

    public ServerConnection? Take()
    {
        lock (_gate)
        {
            if (_all.Count == 0)
                return null;
            var last = _all[^1];
            _all.RemoveAt(_all.Count - 1);
            return last;
        }
    }

    public void Add(ServerConnection connection)
    {
        lock (_gate)
            _all.Add(connection);
    }

    /// <summary>Takes out those that are not to be used any more.</summary>
    public List<ServerConnection> TakeAll(Predicate<ServerConnection> unfit)
    {
        lock (_gate)
        {
            var taken = _all.FindAll(unfit);
            if (taken.Count > 0)
                _all.RemoveAll(taken.Contains);
            return taken;
        }
    }
}
