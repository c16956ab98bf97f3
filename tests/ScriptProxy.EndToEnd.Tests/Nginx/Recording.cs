namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>What all backends behind one proxy saw, in the order of arrival, and what they answer.</summary>
internal sealed class Recording
{
    private readonly Lock _lock = new();
    private readonly List<(string Backend, string Request)> _requests = [];
    private BackendAnswer _answer = BackendAnswer.Default;

    public BackendAnswer Answer
    {
        get
        {
            lock (_lock)
                return _answer;
        }
    }

    /// <summary>Forgets what was recorded and answers this from now on.</summary>
    public void Begin(BackendAnswer answer)
    {
        lock (_lock)
        {
            _requests.Clear();
            _answer = answer;
        }
    }

    public void Add(string backend, string request)
    {
        lock (_lock)
            _requests.Add((backend, request));
    }

    public IReadOnlyList<(string Backend, string Request)> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }
}
