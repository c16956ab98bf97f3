using System.Security.Authentication;
using ScriptProxy.EndToEnd.Tests.Reloads;
using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.EndToEnd.Tests.Acme;

public sealed class OnDemandTests : IAsyncLifetime, IDisposable
{
    private const string Site = "[site.any]\nscript = \"any.csx\"\nupstream = \"echo:any\"\n";

    private readonly TemporaryFolder _folder = new();
    private PebbleServer _pebble = null!;

    public async Task InitializeAsync()
    {
        if (PebblePrograms.Missing is null)
            _pebble = await PebbleServer.Start();
    }

    [PebbleFact]
    public async Task A_host_that_the_script_approves_of_has_its_certificate_in_the_first_handshake()
    {
        await using var proxy = await Serve(
            "OnDemandCertificate(async host => { await Task.Yield(); return host == \"wanted.test\"; });");

        using var leaf = await proxy.Shake("wanted.test");
        Assert.True(leaf!.MatchesHostname("wanted.test"));

        await Assert.ThrowsAsync<AuthenticationException>(() => proxy.StandsIn("unwanted.test"));
        Assert.DoesNotContain("unwanted.test", _pebble.Printed, StringComparison.Ordinal);
    }

    [PebbleFact]
    public async Task It_is_kept_over_a_reload_and_a_restart_without_asking_or_ordering_again()
    {
        string first;
        await using (var proxy = await Serve("OnDemandCertificate(host => true);"))
        {
            using var leaf = await proxy.Arrives("kept.test");
            first = leaf.Thumbprint;
            _folder.Write("any.csx", "OnDemandCertificate(host => throw new InvalidOperationException());");
            Assert.True((await proxy.Host.ReloadAsync()).Succeeded);
            using var after = await proxy.Shake("kept.test");
            Assert.Equal(first, after!.Thumbprint);
        }

        await using var next = new OrderingProxy(_pebble, _folder);
        await next.ServeWritten();
        using var again = await next.Shake("kept.test");
        Assert.Equal(first, again!.Thumbprint);
    }

    [PebbleFact]
    public async Task Clients_that_come_together_make_one_question_and_one_order()
    {
        await using var proxy = await Serve("""
            var asked = Shared.Counter("asked");
            OnDemandCertificate(host => asked.Increment() == 1);
            """);

        var leafs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => proxy.Shake("many.test")));

        Assert.Single(leafs.Select(leaf => leaf!.Thumbprint).Distinct());
        Assert.Single(Directory.GetFiles(_folder.At("state/certificates"), "*.pem"));
    }

    [PebbleFact]
    public async Task A_function_that_throws_or_hangs_refuses_its_client_and_is_logged_with_its_line()
    {
        await using var proxy = await Serve("""
            OnDemandCertificate(async host =>
            {
                if (host == "throws.test")
                    throw new InvalidOperationException("no such list");
                if (host == "hangs.test")
                    await Task.Delay(Timeout.Infinite);
                return true;
            });
            """);

        await Assert.ThrowsAsync<AuthenticationException>(() => proxy.StandsIn("throws.test"));
        await Assert.ThrowsAsync<AuthenticationException>(() => proxy.StandsIn("hangs.test"));
        using var leaf = await proxy.Arrives("fine.test");

        var at = $"script: {_folder.At("any.csx")}";
        Assert.Equal(
            [
                $"{at}(4): site 'any': OnDemandCertificate for 'throws.test': InvalidOperationException: no such list; "
                    + "the client is refused",
                $"{at}(1): site 'any': OnDemandCertificate took more than 5 s for 'hangs.test'; the client is refused",
            ],
            proxy.ScriptFaults);
    }

    [PebbleFact]
    public async Task What_no_CA_certifies_is_shown_what_stands_in_and_not_asked_for()
    {
        await using var proxy = await Serve("OnDemandCertificate(host => throw new InvalidOperationException());");

        await proxy.StandsIn("localhost");
        await proxy.StandsIn("");

        Assert.Empty(proxy.ScriptFaults);
    }

    [PebbleFact]
    public async Task An_order_that_takes_long_keeps_no_client_waiting()
    {
        var port = FreePort.Next();
        await using var gate = new ValidationGate(_pebble.HttpPort, port);
        await using var proxy = await Serve("OnDemandCertificate(host => true);", port);

        await proxy.StandsIn("slow.gate.test");
        Assert.Equal(1, gate.Asked);
    }

    [PebbleFact]
    public async Task An_order_under_way_keeps_no_generation()
    {
        var port = FreePort.Next();
        await using var gate = new ValidationGate(_pebble.HttpPort, port);
        await using var proxy = await Serve("OnDemandCertificate(host => true);", port);

        // Before the CA loses its patience with the gate, for which it waits as long as the first handshake does.
        var shown = proxy.Shake("slow.gate.test");
        await Eventually.Holds(() => gate.Asked > 0);
        var scripts = LoadContexts.Named(_folder.At("any.csx"));
        Assert.NotEmpty(scripts);
        Assert.True((await proxy.Host.ReloadAsync()).Succeeded);
        await Polling.BecomesTrue(() => LoadContexts.Collected(scripts));

        gate.Open();
        (await shown)?.Dispose();
    }

    public async Task DisposeAsync()
    {
        if (_pebble is not null)
            await _pebble.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private async Task<OrderingProxy> Serve(string script, int? httpPort = null)
    {
        _folder.Write("any.csx", script);
        var proxy = new OrderingProxy(_pebble, _folder) { HttpPort = httpPort };
        await proxy.Serve(Site);
        return proxy;
    }
}
