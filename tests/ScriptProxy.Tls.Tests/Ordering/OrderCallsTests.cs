using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Tls.Tests.Ordering;

public sealed class OrderCallsTests
{
    private static readonly OrderState Failed = new("a.test") { Failure = "the CA is down" };

    private readonly OrderCalls _calls = new();

    [Fact]
    public async Task A_call_wakes_who_waits()
    {
        var wait = Wait();
        Assert.False(wait.IsCompleted);

        _ = _calls.Call();

        await wait.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_call_during_an_order_is_answered_by_its_end_and_wakes_nobody_afterwards()
    {
        var call = _calls.Call();
        _calls.Tell(Failed);

        Assert.Equal(Failed, await call);
        Assert.False(Wait().IsCompleted);
    }

    [Fact]
    public void What_was_called_for_is_wanted_until_it_succeeds()
    {
        _ = _calls.Call();
        _calls.Tell(Failed);
        Assert.True(_calls.IsWanted);

        _calls.Tell(new OrderState("a.test"));
        Assert.False(_calls.IsWanted);
    }

    [Fact]
    public void What_nobody_called_for_is_not_wanted_after_a_failure()
    {
        _calls.Tell(Failed);

        Assert.False(_calls.IsWanted);
    }

    [Fact]
    public async Task What_is_found_answers_who_waits_for_it_but_no_call()
    {
        var waiting = _calls.End;
        _calls.TellOfFound(new OrderState("a.test"));
        Assert.Null((await waiting).Failure);

        var call = _calls.Call();
        _calls.TellOfFound(new OrderState("a.test"));
        Assert.False(call.IsCompleted);
    }

    private Task Wait() => _calls.Wait(DateTimeOffset.UtcNow.AddHours(1), TimeProvider.System, CancellationToken.None);
}
