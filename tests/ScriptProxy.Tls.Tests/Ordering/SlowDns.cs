using System.Collections.Concurrent;
using ScriptProxy.Testing.Pebble;
using ScriptProxy.Tls.Challenges;

namespace ScriptProxy.Tls.Tests.Ordering;

/// <summary>A plugin's DNS challenge on Pebble's name server, which counts who waits for it and can be held up.</summary>
internal sealed class SlowDns(ChallengeDns dns) : IDnsChallenges, IDnsChallenge
{
    private int _open;

    /// <summary>What <c>Create</c> waits for.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first one has come.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Created { get; } = new();

    public int MostAtOnce { get; private set; }

    public Task With(string name, Func<IDnsChallenge, Task> code) => code(this);

    public async Task Create(DnsTextRecord record, CancellationToken stop)
    {
        lock (Created)
            MostAtOnce = Math.Max(MostAtOnce, ++_open);
        Created.Enqueue(record.Name);
        Reached.TrySetResult();
        await Gate.Task.WaitAsync(stop);
        await dns.SetText(record.Name, record.Text);
    }

    public Task Remove(DnsTextRecord record, CancellationToken stop)
    {
        lock (Created)
            _open--;
        return dns.ClearText(record.Name);
    }
}
