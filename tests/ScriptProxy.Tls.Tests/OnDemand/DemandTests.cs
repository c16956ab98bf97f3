using ScriptProxy.Configuration;
using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;
using ScriptProxy.Tls.OnDemand;
using ScriptProxy.Tls.Ordering;
using ScriptProxy.Tls.Tests.Ordering;

namespace ScriptProxy.Tls.Tests.OnDemand;

public sealed class DemandTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _state = new();
    private readonly LeapingClock _clock = new();
    private PebbleServer _pebble = null!;

    private string Folder => _state.At("certificates");

    public async Task InitializeAsync()
    {
        if (PebblePrograms.Missing is null)
            _pebble = await PebbleServer.Start();
    }

    [PebbleFact]
    public async Task A_name_is_ordered_once_and_kept_over_reloads_and_restarts()
    {
        string first;
        await using (var proxy = new OrderingProxy(_pebble, Folder))
        {
            await using var listeners = proxy.Listen();
            await proxy.Follow(Plan(proxy));

            var state = await proxy.Orders.Demand("asked.test")!;
            Assert.Null(state.Failure);
            first = (await proxy.Arrives("asked.test")).Bundle.Leaf.Thumbprint;

            await proxy.Follow(Plan(proxy, parallel: 2));
            Assert.Equal("asked.test", Assert.Single(proxy.Orders.States).Name);
        }

        await using var next = new OrderingProxy(_pebble, Folder);
        await next.Follow(Plan(next));
        Assert.Equal(first, (await next.Arrives("asked.test")).Bundle.Leaf.Thumbprint);
    }

    [PebbleFact]
    public async Task What_the_plan_does_not_have_is_not_ordered()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);
        Assert.Null(proxy.Orders.Demand("early.test"));
        await proxy.Follow("named.test");

        Assert.Null(proxy.Orders.Demand("other.test"));
        Assert.Equal("named.test", Assert.Single(proxy.Orders.States).Name);
    }

    [PebbleFact]
    public async Task A_name_that_is_no_longer_approved_of_is_not_renewed_and_no_longer_shown()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);
        await using var listeners = proxy.Listen();
        await proxy.Follow(Plan(proxy));
        await proxy.Orders.Demand("gone.test")!;

        proxy.Approvals.Answer = Approval.Refused;
        var state = await proxy.Orders.RenewNow("gone.test")!;

        Assert.Equal("its site does not approve of it", state.Failure);
        await proxy.Becomes(() => proxy.Orders.States.Count == 0);
        await proxy.Becomes(() => proxy.Shown.Find("gone.test") is null);
    }

    [PebbleFact]
    public async Task A_site_that_does_not_say_leaves_the_certificate_as_it_is()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);
        await using var listeners = proxy.Listen();
        await proxy.Follow(Plan(proxy));
        await proxy.Orders.Demand("unsure.test")!;

        proxy.Approvals.Answer = Approval.Unanswered;
        var state = await proxy.Orders.RenewNow("unsure.test")!;

        Assert.Equal("its site does not say whether it approves of it", state.Failure);
        Assert.NotNull(state.Next);
        Assert.NotNull(proxy.Shown.Find("unsure.test"));
    }

    [PebbleFact]
    public async Task A_name_that_cannot_be_had_is_tried_four_times_and_forgotten()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder, time: _clock);
        proxy.Dns.Gate.SetException(new InvalidOperationException("no zone"));
        await proxy.Follow(Plan(proxy) with { Challenge = "dns-01", Dns = "slow" });
        Assert.NotNull((await proxy.Orders.Demand("dead.test")!).Failure);
        Assert.Null(proxy.Orders.Demand("dead.test"));

        foreach (var tries in Enumerable.Range(2, 3))
        {
            _clock.Leap(TimeSpan.FromMinutes(20));
            await proxy.Becomes(
                () => proxy.Dns.Created.Count == tries && proxy.Orders.States[0].Next > _clock.GetUtcNow());
        }

        _clock.Leap(TimeSpan.FromHours(2));
        await proxy.Becomes(() => proxy.Orders.States.Count == 0);
        Assert.Equal(4, proxy.Dns.Created.Count);
    }

    [PebbleFact]
    public async Task No_more_than_a_hundred_wait_for_their_first_certificate()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);
        await proxy.Follow(Plan(proxy) with { Challenge = "dns-01", Dns = "slow" });

        foreach (var i in Enumerable.Range(0, 100))
            Assert.NotNull(proxy.Orders.Demand($"h{i}.test"));

        Assert.Null(proxy.Orders.Demand("one.more.test"));
        Assert.Equal(100, proxy.Orders.States.Count);
    }

    public async Task DisposeAsync()
    {
        if (_pebble is not null)
            await _pebble.DisposeAsync();
    }

    public void Dispose() => _state.Dispose();

    // Of a site that takes every name.
    private OrderingPlan Plan(OrderingProxy proxy, int parallel = 5)
    {
        var read = new SettingsReader().Read(_state.Write(
            "proxy.toml",
            "[listener.https]\naddress = \":8443\"\ntls = true\n[site.any]\nupstream = \"echo:\"\n[acme]\n"));
        return new OrderingPlan([], [proxy.Ca])
        {
            Parallel = parallel,
            OnDemand = OrderingPlans.Of(read.Settings, new HashSet<string> { "any" }).OnDemand,
        };
    }
}
