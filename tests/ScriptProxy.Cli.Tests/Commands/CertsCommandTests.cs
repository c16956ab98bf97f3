using System.Text.Json;
using ScriptProxy.Cli.Tests.Serving;
using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Cli.Tests.Commands;

/// <summary>What <c>certs</c> says and does with a running proxy and a real CA.</summary>
public sealed class CertsCommandTests
{
    [PebbleFact]
    public async Task Lists_what_is_shown_and_when_it_is_renewed()
    {
        await using var session = await OrderingSession.Start("a.certs.test", "b.certs.test");
        await session.AllArrive();

        var (code, output, error) = await session.Run("certs");
        var json = await session.Run("certs", "list", "--json");

        Assert.Equal((0, ""), (code, error));
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Matches(@"^NAME +SITE +SOURCE +DAYS LEFT +NEXT ORDER \(UTC\) +LAST FAILURE$", lines[0]);
        Assert.Matches(@"^a\.certs\.test +ordered +acme +\d+ +\d{4}-\d\d-\d\d \d\d:\d\d +-$", lines[1]);
        Assert.Matches(@"^b\.certs\.test +ordered +acme ", lines[2]);
        Assert.Matches(@"^local\.test +local +internal +\d +- +-$", lines[3]);
        Assert.Equal(3, JsonDocument.Parse(json.Output).RootElement.GetProperty("certificates").GetArrayLength());
    }

    [PebbleFact]
    public async Task Lists_what_is_ordered_on_demand()
    {
        await using var session = await OrderingSession.StartOnDemand(
            "OnDemandCertificate(host => host == \"asked.test\");", "named.test");
        using var root = await session.Pebble.Root();
        await session.AllArrive();
        using var first = await session.Visit("asked.test", root);

        var list = await session.Run("certs");
        var doctor = await session.Run("doctor");

        Assert.Matches(@"\n\* +any +on-demand +\d +- +-\n", list.Output);
        Assert.Matches(@"\nasked\.test +any +on-demand +\d+ +\d{4}-\d\d-\d\d \d\d:\d\d +-\n", list.Output);
        Assert.Contains("site 'any' gets certificates for hosts of '*' when clients ask for them", doctor.Output, StringComparison.Ordinal);
    }

    [PebbleFact]
    public async Task Renews_and_revokes()
    {
        await using var session = await OrderingSession.Start("order.test");
        using var root = await session.Pebble.Root();
        await session.AllArrive();
        using var first = await session.Visit("order.test", root);

        var renewed = await session.Run("certs", "renew", "order.test");
        using var second = await session.Visit("order.test", root);
        var revoked = await session.Run("certs", "revoke", "order.test", "--reason", "keycompromise");
        using var third = await session.Visit("order.test", root);

        Assert.Equal((0, ""), (renewed.Code, renewed.Error));
        Assert.Matches(@"\A'order\.test' is renewed, good until \d{4}-\d\d-\d\d \d\d:\d\d UTC\n\z", renewed.Output);
        Assert.Equal((0, ""), (revoked.Code, revoked.Error));
        Assert.StartsWith("'order.test' is revoked, and a new certificate is shown, good until ", revoked.Output);
        Assert.Equal(3, new[] { first, second, third }.Select(one => one.GetPublicKeyString()).Distinct().Count());
        Assert.Equal(
            ("Valid", "Revoked", "Valid"),
            (await session.Pebble.StatusOf(first), await session.Pebble.StatusOf(second), await session.Pebble.StatusOf(third)));
    }

    [PebbleFact]
    public async Task Says_what_it_cannot_do()
    {
        await using var session = await OrderingSession.Start("known.test");
        await session.AllArrive();

        var misspelt = await session.Run("certs", "renew", "knwn.test");
        var local = await session.Run("certs", "revoke", "local.test");
        await session.EndCa();
        var down = await session.Run("certs", "renew", "known.test");
        var list = await session.Run("certs");

        Assert.Equal((1, "scriptproxy: no certificate is ordered for 'knwn.test'; did you mean 'known.test'?\n"), (misspelt.Code, misspelt.Error));
        Assert.StartsWith("scriptproxy: no certificate is ordered for 'local.test'; ", local.Error);
        Assert.Equal(1, down.Code);
        Assert.StartsWith("scriptproxy: nothing has changed for 'known.test': 127.0.0.1: ", down.Error);
        Assert.Contains("; next try at ", down.Error);
        Assert.Matches(@"\nknown\.test +ordered +acme .* 127\.0\.0\.1: ", list.Output);
    }

    [PebbleFact]
    public async Task Lists_the_store_when_no_proxy_runs()
    {
        await using var session = await OrderingSession.Start("kept.test");
        await session.AllArrive();
        await session.Kill();

        var (code, output, error) = await session.Run("certs");

        Assert.Equal(0, code);
        Assert.StartsWith("scriptproxy: no proxy answers at ", error);
        Assert.EndsWith("; this is what its state folder has\n", error);
        Assert.Matches(@"\nkept\.test +- +acme +\d+ +- +-\n\z", output);
    }
}
