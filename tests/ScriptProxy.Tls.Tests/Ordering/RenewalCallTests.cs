using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Tls.Tests.Ordering;

public sealed class RenewalCallTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _state = new();
    private readonly LeapingClock _clock = new();
    private PebbleServer _pebble = null!;

    public async Task InitializeAsync()
    {
        if (PebblePrograms.Missing is null)
            _pebble = await PebbleServer.Start();
    }

    [PebbleFact]
    public async Task One_that_failed_is_tried_again_when_it_says_so_though_none_is_due()
    {
        await using var proxy = new OrderingProxy(_pebble, _state.At("certificates"), time: _clock);
        string first;
        await using (proxy.Listen())
        {
            await proxy.Follow("early.test");
            first = (await proxy.Arrives("early.test")).Bundle.Leaf.Thumbprint;
        }

        var failed = await proxy.Orders.RenewNow("early.test")!;
        Assert.NotNull(failed.Failure);
        Assert.InRange(failed.Next!.Value - _clock.GetUtcNow(), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(80));

        await using var listeners = proxy.Listen();
        _clock.Leap(TimeSpan.FromMinutes(2));
        await proxy.Arrives("early.test", otherThan: first);
        await proxy.Becomes(() => proxy.Orders.States[0] is { Failure: null, Next: not null });
    }

    [PebbleFact]
    public async Task A_call_during_an_order_is_answered_by_its_end()
    {
        await using var proxy = new OrderingProxy(_pebble, _state.At("certificates"), time: _clock);
        await proxy.Follow(new OrderingPlan(["during.test"], [proxy.Ca]) { Challenge = "dns-01", Dns = "slow" });
        await proxy.Dns.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var call = proxy.Orders.RenewNow("during.test")!;
        proxy.Dns.Gate.SetException(new InvalidOperationException("no zone"));
        Assert.Contains("no zone", (await call).Failure, StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        if (_pebble is not null)
            await _pebble.DisposeAsync();
    }

    public void Dispose() => _state.Dispose();
}
