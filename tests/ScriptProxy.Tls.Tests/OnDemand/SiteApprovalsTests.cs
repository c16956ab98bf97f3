using System.Collections.Concurrent;
using ScriptProxy.Tls.OnDemand;

namespace ScriptProxy.Tls.Tests.OnDemand;

public sealed class SiteApprovalsTests
{
    private const int Most = 1000;

    private readonly ManualTime _time = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ConcurrentQueue<(string Host, Exception? Thrown)> _faults = new();

    [Fact]
    public async Task Handshakes_for_one_host_share_an_answer()
    {
        var gate = new TaskCompletionSource<bool>();
        var approvals = Approvals(_ => gate.Task);
        var waiting = Enumerable.Range(0, 50).Select(_ => approvals.Ask("a.test")).ToList();

        gate.SetResult(true);

        Assert.All(await Task.WhenAll(waiting), approval => Assert.Equal(Approval.Given, approval));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task An_answer_is_remembered_for_a_minute()
    {
        var approvals = Approvals(_ => Task.FromResult(false));
        Assert.Equal(Approval.Refused, await approvals.Ask("a.test"));
        _time.Now += TimeSpan.FromSeconds(59);
        Assert.Equal(Approval.Refused, await approvals.Ask("a.test"));
        Assert.Single(_asked);

        _time.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(Approval.Refused, await approvals.Ask("a.test"));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task A_fault_is_told_and_harms_only_those_who_waited_for_it()
    {
        var approvals = Approvals(
            _ => _asked.Count == 1 ? throw new InvalidOperationException("no list") : Task.FromResult(true));

        Assert.Equal(Approval.Unanswered, await approvals.Ask("a.test"));
        Assert.Equal(Approval.Given, await approvals.Ask("a.test"));

        var (host, thrown) = Assert.Single(_faults);
        Assert.Equal(("a.test", "no list"), (host, thrown!.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_hangs_is_waited_for_only_so_long(bool blocks)
    {
        using var never = new SemaphoreSlim(0);
        var approvals = Approvals(
            _ =>
            {
                if (blocks)
                    never.Wait();
                return never.WaitAsync().ContinueWith(_ => true);
            },
            new ManualTime { IsImpatient = true });

        Assert.Equal(Approval.Unanswered, await approvals.Ask("a.test").WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Equal(("a.test", null), Assert.Single(_faults));
        never.Release(2);
    }

    [Fact]
    public async Task A_flood_of_names_makes_it_forget_the_oldest()
    {
        var approvals = Approvals(_ => Task.FromResult(false));
        foreach (var i in Enumerable.Range(0, Most + 1))
            await approvals.Ask($"h{i}.test");

        await approvals.Ask("h1.test");
        Assert.Equal(Most + 1, _asked.Count);
        await approvals.Ask("h0.test");
        Assert.Equal(Most + 2, _asked.Count);
    }

    [Fact]
    public async Task A_flood_that_is_not_answered_is_not_asked_about_either()
    {
        var gate = new TaskCompletionSource<bool>();
        var approvals = Approvals(_ => gate.Task);
        var waiting = Enumerable.Range(0, Most).Select(i => approvals.Ask($"h{i}.test")).ToList();

        Assert.Equal(Approval.Unanswered, await approvals.Ask("one.more.test"));

        gate.SetResult(true);
        await Task.WhenAll(waiting);
        Assert.Equal(Approval.Given, await approvals.Ask("one.more.test"));
    }

    private SiteApprovals Approvals(Func<string, Task<bool>> approve, TimeProvider? time = null) => new(
        host =>
        {
            _asked.Enqueue(host);
            return approve(host);
        },
        (host, thrown) => _faults.Enqueue((host, thrown)),
        time ?? _time);
}
