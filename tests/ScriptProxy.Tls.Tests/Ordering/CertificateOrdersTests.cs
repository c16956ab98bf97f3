using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Tls.Tests.Ordering;

public sealed class CertificateOrdersTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _state = new();
    private PebbleServer _pebble = null!;

    private string Folder => _state.At("state/certificates");

    public async Task InitializeAsync()
    {
        if (PebblePrograms.Missing is null)
            _pebble = await PebbleServer.Start();
    }

    [PebbleFact]
    public async Task Orders_by_what_the_listeners_answer()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);
        await using var listeners = proxy.Listen();

        await proxy.Follow("a.http.test", "b.http.test");

        Assert.True((await proxy.Arrives("a.http.test")).Covers("a.http.test"));
        Assert.True((await proxy.Arrives("b.http.test")).Covers("b.http.test"));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "accounts")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        await Closes(proxy);
    }

    [PebbleFact]
    public async Task Orders_by_what_the_listeners_show()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);
        await using var listeners = proxy.Listen();

        await proxy.Follow(new OrderingPlan(["a.tls.test"], [proxy.Ca]) { Challenge = "tls-alpn-01" });

        await proxy.Arrives("a.tls.test");
        await Closes(proxy);
        Assert.True(proxy.Tls.IsEmpty);
    }

    [PebbleFact]
    public async Task Orders_no_more_at_once_than_the_plan_says_and_wildcards_by_DNS()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);
        string[] names = [.. Enumerable.Range(1, 8).Select(i => $"*.n{i}.test")];

        await proxy.Follow(new OrderingPlan(names, [proxy.Ca]) { Dns = "slow", Parallel = 3 });
        await proxy.Dns.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        proxy.Dns.Gate.SetResult();

        foreach (var name in names)
            await proxy.Arrives(name.Replace("*", "any"));
        Assert.InRange(proxy.Dns.MostAtOnce, 1, 3);
    }

    [PebbleFact]
    public async Task Does_not_order_what_the_store_has()
    {
        string? first;
        await using (var proxy = new OrderingProxy(_pebble, Folder))
        {
            await using var listeners = proxy.Listen();
            await proxy.Follow("kept.test");
            first = (await proxy.Arrives("kept.test")).Bundle.Leaf.Thumbprint;
            await Closes(proxy);
        }

        // Without anything that would answer a CA.
        await using var next = new OrderingProxy(_pebble, Folder);
        await next.Follow("kept.test");

        Assert.Equal(first, (await next.Arrives("kept.test")).Bundle.Leaf.Thumbprint);
        Assert.Null(Assert.Single(next.Orders.States).Failure);
    }

    [PebbleFact]
    public async Task Goes_on_with_an_order_that_a_crash_ended()
    {
        string order;
        await using (var proxy = new OrderingProxy(_pebble, Folder))
        {
            await proxy.Follow(new OrderingPlan(["crash.test"], [proxy.Ca]) { Challenge = "dns-01", Dns = "slow" });
            await proxy.Dns.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
            order = OrderIn(Assert.Single(Directory.GetFiles(Path.Combine(Folder, "orders"))));
        }

        await using var next = new OrderingProxy(_pebble, Folder);
        await next.Follow(new OrderingPlan(["crash.test"], [next.Ca]) { Challenge = "dns-01", Dns = "slow" });
        await next.Dns.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var resumed = OrderIn(Assert.Single(Directory.GetFiles(Path.Combine(Folder, "orders"))));
        next.Dns.Gate.SetResult();
        await next.Arrives("crash.test");

        Assert.Equal(order, resumed);
    }

    [PebbleFact]
    public async Task Orders_anew_when_the_key_of_an_order_under_way_is_broken()
    {
        await using (var proxy = new OrderingProxy(_pebble, Folder))
        {
            await proxy.Follow(new OrderingPlan(["broken.test"], [proxy.Ca]) { Challenge = "dns-01", Dns = "slow" });
            await proxy.Dns.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        var file = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "orders")));
        File.WriteAllLines(file, [.. File.ReadAllLines(file).Take(2), "no key"]);

        await using var next = new OrderingProxy(_pebble, Folder);
        await using var listeners = next.Listen();
        await next.Follow("broken.test");
        await next.Arrives("broken.test");
    }

    [PebbleFact]
    public async Task Sets_a_broken_account_aside_and_makes_another()
    {
        await using (var proxy = new OrderingProxy(_pebble, Folder))
        {
            await using var listeners = proxy.Listen();
            await proxy.Follow("first.test");
            await proxy.Arrives("first.test");
        }

        var file = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "accounts")));
        File.WriteAllText(file, "no key");

        await using var next = new OrderingProxy(_pebble, Folder);
        await using var again = next.Listen();
        await next.Follow("second.test");
        await next.Arrives("second.test");
        Assert.Equal("no key", File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(Folder, "accounts"), "*.corrupt-*"))));
    }

    [PebbleFact]
    public async Task Says_in_words_that_the_store_cannot_be_written()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "locks"), "no folder");
        await using var proxy = new OrderingProxy(_pebble, Folder);

        await proxy.Follow("stored.test");

        Assert.Matches(@"\A'.*locks.*' cannot be written: [^\n]*\z", (await proxy.Fails("stored.test")).Failure);
    }

    [PebbleFact]
    public async Task Two_proxies_with_one_store_order_once()
    {
        await using var one = new OrderingProxy(_pebble, Folder);
        await using var other = new OrderingProxy(_pebble, Folder);
        one.Dns.Gate.SetResult();
        other.Dns.Gate.SetResult();

        await Task.WhenAll(
            one.Follow(new OrderingPlan(["shared.test"], [one.Ca]) { Challenge = "dns-01", Dns = "slow" }),
            other.Follow(new OrderingPlan(["shared.test"], [other.Ca]) { Challenge = "dns-01", Dns = "slow" }));

        Assert.Equal(
            (await one.Arrives("shared.test")).Bundle.Leaf.Thumbprint,
            (await other.Arrives("shared.test")).Bundle.Leaf.Thumbprint);
        Assert.Single(one.Dns.Created.Concat(other.Dns.Created));
    }

    [PebbleFact]
    public async Task Renews_and_shows_the_new_one()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);
        await using var listeners = proxy.Listen();
        await proxy.Follow("renewed.test");
        var first = (await proxy.Arrives("renewed.test")).Bundle.Leaf.Thumbprint;
        await Closes(proxy);

        var state = await proxy.Orders.RenewNow("renewed.test")!;

        var second = await proxy.Arrives("renewed.test", otherThan: first);
        Assert.Equal((second.NotAfter, null), (state.NotAfter, state.Failure));
        Assert.Null(proxy.Orders.RenewNow("unknown.test"));
    }

    [PebbleFact]
    public async Task Forgets_what_is_removed_and_has_it_again_without_an_order()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);
        await using (proxy.Listen())
        {
            await proxy.Follow("gone.test", "stays.test");
            await proxy.Arrives("gone.test");
            await proxy.Arrives("stays.test");
            await Closes(proxy);
        }

        await proxy.Follow("stays.test");
        Assert.Null(proxy.Shown.Find("gone.test"));
        Assert.NotNull(proxy.Shown.Find("stays.test"));

        await proxy.Follow("stays.test", "gone.test");
        await proxy.Arrives("gone.test");
    }

    [PebbleFact]
    public async Task Says_why_an_order_failed_and_when_the_next_is_due()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);

        await proxy.Follow("nobody.test");
        var state = await proxy.Fails("nobody.test");

        Assert.StartsWith("127.0.0.1: the CA could not validate 'nobody.test' by http-01", state.Failure);
        Assert.InRange(state.Next!.Value - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(80));
        Assert.Empty(Directory.GetFiles(Path.Combine(Folder, "orders")));
    }

    [PebbleFact]
    public async Task Asks_the_second_CA_when_the_first_is_down()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);
        await using var listeners = proxy.Listen();
        var down = new CaSettings(new Uri($"https://127.0.0.1:{FreePort.Next()}/dir"));

        await proxy.Follow(new OrderingPlan(["second.test"], [down, proxy.Ca]));

        await proxy.Arrives("second.test");
    }

    [PebbleFact]
    public async Task Says_that_the_file_with_the_root_cannot_be_read()
    {
        await using var proxy = new OrderingProxy(_pebble, Folder);

        await proxy.Follow(new OrderingPlan(["root.test"], [proxy.Ca with { RootFile = _state.At("none.pem") }]));

        Assert.Contains("none.pem' of [acme] cannot be read", (await proxy.Fails("root.test")).Failure);
    }

    public async Task DisposeAsync()
    {
        if (_pebble is not null)
            await _pebble.DisposeAsync();
    }

    public void Dispose() => _state.Dispose();

    private static string OrderIn(string file) => File.ReadAllLines(file)[0];

    // Shown comes before stored, stored before the order is forgotten.
    private async Task Closes(OrderingProxy proxy)
    {
        while (Directory.GetFiles(Path.Combine(Folder, "orders")).Length > 0 || proxy.Orders.States.Any(state => state.Next is null))
            await Task.Delay(20);
    }
}
