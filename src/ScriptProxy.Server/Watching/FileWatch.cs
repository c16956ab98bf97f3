namespace ScriptProxy.Server.Watching;

/// <summary>
/// Notices changed files by looking at them. Unlike change notifications, looking works on every file system, mounted
/// folders and swapped links included, needs no kernel resources, and cannot lose an event. See docs/decisions.md.
/// </summary>
internal sealed class FileWatch
{
    // A change is seen within one interval and acted on once it has been quiet for another, so that a save in several
    // steps, or of several files, reloads once.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    private readonly Func<bool> _wanted;
    private readonly TimeProvider _time;
    private WatchList _list;
    private Dictionary<string, FileStamp> _served;

    /// <summary>Begins with the files as they are now.</summary>
    /// <param name="list">The files.</param>
    /// <param name="wanted">Whether to look at all: a reload may turn <c>watch</c> off and on.</param>
    /// <param name="time">What the intervals are taken from.</param>
    public FileWatch(WatchList list, Func<bool> wanted, TimeProvider time)
    {
        _wanted = wanted;
        _time = time;
        _list = list;
        _served = list.Look();
    }

    /// <summary>Completes when something has changed since <see cref="Loading"/>, and has settled.</summary>
    /// <param name="noticed">Told of a change before it has settled, once or more.</param>
    /// <param name="stop">Ends the watch.</param>
    public async Task Changed(Action noticed, CancellationToken stop)
    {
        var last = _served;
        while (true)
        {
            await Task.Delay(Interval, _time, stop);
            if (!_wanted())
                continue;
            var now = _list.Look();
            if (!Same(now, _served))
            {
                if (Same(now, last))
                    return;
                noticed();
            }

            last = now;
        }
    }

    /// <summary>
    /// Takes note of how the files are now, before they are read: what changes while they are read is a change.
    /// </summary>
    public void Loading() => _served = _list.Look();

    /// <summary>Goes on with the files that the load turned out to need.</summary>
    /// <param name="list">The files.</param>
    /// <param name="began">When the load began: a file that is new to the list and was written since may have been read
    /// half.</param>
    public void Loaded(WatchList list, DateTimeOffset began)
    {
        var before = _served;
        _served = list.Look();
        var after = _list.Look();
        _list = list;
        foreach (var (file, stamp) in _served)
        {
            if (before.TryGetValue(file, out var noted))
                _served[file] = noted;
            else if (stamp.Written >= began.UtcDateTime || after.ContainsKey(file))
                _served[file] = FileStamp.Missing;
        }

        // What came or went in a folder meanwhile is a change whatever its time says: a file that is moved keeps its
        // own.
        foreach (var (file, noted) in before)
        {
            if (!after.ContainsKey(file))
                _served[file] = noted;
        }
    }

    private static bool Same(Dictionary<string, FileStamp> one, Dictionary<string, FileStamp> other)
    {
        if (one.Count != other.Count)
            return false;
        foreach (var (file, stamp) in one)
        {
            if (!other.TryGetValue(file, out var otherStamp) || stamp != otherStamp)
                return false;
        }

        return true;
    }
}
