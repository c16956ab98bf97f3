using System.Diagnostics;
using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;
using static ScriptProxy.EndToEnd.Tests.Acme.OrderingProxy;

namespace ScriptProxy.EndToEnd.Tests.Acme;

public sealed class CertificateTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PebbleServer _pebble = null!;

    public async Task InitializeAsync()
    {
        if (PebblePrograms.Missing is null)
            _pebble = await PebbleServer.Start();
    }

    [PebbleFact]
    public async Task Every_host_gets_a_certificate_of_its_own_that_curl_verifies()
    {
        await using var proxy = new OrderingProxy(_pebble, _folder);
        await proxy.Serve(Site("one", "a.one.test", "b.one.test") + Site("two", "two.test"));

        using var first = await proxy.Arrives("a.one.test");
        using var second = await proxy.Arrives("b.one.test");
        using var third = await proxy.Arrives("two.test");

        Assert.Equal(3, new[] { first.Thumbprint, second.Thumbprint, third.Thumbprint }.Distinct().Count());
        Assert.Contains("\"name\": \"two\"", await Curl("https://two.test"), StringComparison.Ordinal);
    }

    [PebbleFact]
    public async Task A_site_that_is_added_gets_its_certificate_and_one_that_is_kept_does_not_get_another()
    {
        await using var proxy = new OrderingProxy(_pebble, _folder);
        await proxy.Serve(Site("kept", "kept.test"));
        using var before = await proxy.Arrives("kept.test");

        proxy.Write(Site("kept", "kept.test") + Site("added", "added.test"));
        Assert.True((await proxy.Host.ReloadAsync()).Succeeded);

        using var added = await proxy.Arrives("added.test");
        using var after = await proxy.Arrives("kept.test");
        Assert.Equal(before.Thumbprint, after.Thumbprint);
    }

    [PebbleFact]
    public async Task A_listener_of_TLS_alone_is_enough_for_tls_alpn_01()
    {
        await using var proxy = new OrderingProxy(_pebble, _folder);
        await proxy.Serve(Site("alpn", "alpn.test"), "challenge = \"tls-alpn-01\"");

        using var leaf = await proxy.Arrives("alpn.test");
    }

    [PebbleFact]
    public async Task The_sample_proves_a_wildcard_by_DNS()
    {
        Directory.CreateDirectory(_folder.At("plugins"));
        foreach (var file in Directory.GetFiles(Checkout.At("samples/wildcard/plugins"), "HttpDns.*"))
            File.Copy(file, _folder.At($"plugins/{Path.GetFileName(file)}"));
        _folder.Write("proxy.toml", Changed(
            Checkout.Read("samples/wildcard/proxy.toml"),
            ("127.0.0.1:8443", $"127.0.0.1:{_pebble.TlsPort}"),
            ("\"letsencrypt-staging\"", $"\"{_pebble.Directory}\"\nca = \"{_pebble.AuthorityFile}\""),
            ("${DNS_API:-https://dns.example.net}/records/create", $"{_pebble.Dns.Management}set-txt"),
            ("${DNS_API:-https://dns.example.net}/records/remove", $"{_pebble.Dns.Management}clear-txt"),
            ("\"30s\"", "\"0s\"")));
        await using var proxy = new OrderingProxy(_pebble, _folder);
        await proxy.ServeWritten();

        using var any = await proxy.Arrives("any.example.com");
        using var bare = await proxy.Arrives("example.com");
    }

    [PebbleFact]
    public async Task Fifty_sites_answer_before_any_order_has_ended_and_no_more_are_ordered_at_once_than_is_set()
    {
        var port = FreePort.Next();
        await using var gate = new ValidationGate(_pebble.HttpPort, port);
        await using var proxy = new OrderingProxy(_pebble, _folder) { HttpPort = port };
        await proxy.Serve(
            string.Concat(Enumerable.Range(1, 50).Select(i => Site($"s{i}", $"s{i}.gate.test"))), "parallel = 4");

        await proxy.StandsIn("s1.gate.test");
        await proxy.StandsIn("s50.gate.test");
        await Until(() => gate.Asked >= 4);
        Assert.Equal(4, gate.Most);
        gate.Open();
        await Until(() => gate.Asked >= 50);
        Assert.Equal(4, gate.Most);
    }

    [PebbleFact]
    public async Task Fifty_sites_are_served_at_once_and_each_has_its_own_certificate_soon()
    {
        var sites = string.Concat(Enumerable.Range(1, 50).Select(i => Site($"s{i}", $"s{i}.many.test")));
        await using var proxy = new OrderingProxy(_pebble, _folder);
        await proxy.Serve(sites);

        var thumbprints = new HashSet<string>();
        foreach (var i in Enumerable.Range(1, 50))
        {
            using var leaf = await proxy.Arrives($"s{i}.many.test");
            thumbprints.Add(leaf.Thumbprint);
        }

        Assert.Equal(50, thumbprints.Count);
    }

    [PebbleFact]
    public async Task A_restart_orders_nothing_again()
    {
        string before;
        await using (var proxy = new OrderingProxy(_pebble, _folder))
        {
            await proxy.Serve(Site("again", "again.test"));
            using var leaf = await proxy.Arrives("again.test");
            before = leaf.Thumbprint;
        }

        await using var next = new OrderingProxy(_pebble, _folder);
        await next.Serve(Site("again", "again.test"));
        using var after = await next.Arrives("again.test");

        Assert.Equal(before, after.Thumbprint);
    }

    public async Task DisposeAsync()
    {
        if (_pebble is not null)
            await _pebble.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private static string Changed(string toml, params (string From, string To)[] changes) =>
        changes.Aggregate(toml, (text, change) =>
        {
            Assert.Contains(change.From, text, StringComparison.Ordinal);
            return text.Replace(change.From, change.To, StringComparison.Ordinal);
        });

    private async Task Until(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 2400, _pebble.Printed);
            await Task.Delay(50);
        }
    }

    private async Task<string> Curl(string url)
    {
        var host = new Uri(url).Host;
        using var root = await _pebble.Root();
        using var curl = Process.Start(new ProcessStartInfo(
            "curl",
            [
                "--silent", "--show-error", "--max-time", "30", "--cacert",
                _folder.Write("root.pem", root.ExportCertificatePem()),
                "--resolve", $"{host}:{_pebble.TlsPort}:127.0.0.1", $"https://{host}:{_pebble.TlsPort}/",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var printed = curl.StandardOutput.ReadToEndAsync();
        var errors = await curl.StandardError.ReadToEndAsync();
        await curl.WaitForExitAsync();
        Assert.True(curl.ExitCode == 0, errors);
        return await printed;
    }
}
