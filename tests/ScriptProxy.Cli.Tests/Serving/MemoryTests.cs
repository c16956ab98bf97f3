using System.Globalization;
using ScriptProxy.EndToEnd.Tests.Reloads;
using ScriptProxy.Testing;
using Xunit.Abstractions;

namespace ScriptProxy.Cli.Tests.Serving;

public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Settled = 30;
    private const int Reloads = 300;

    [Fact]
    public async Task Three_hundred_reloads_cost_less_than_a_tenth_of_the_working_set_after_thirty()
    {
        if (!OperatingSystem.IsLinux())
        {
            output.WriteLine("Skipped: the working set is read from /proc and reloads are asked for by SIGHUP.");
            return;
        }

        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        Write(folder, port);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await using var proxy = await CliSession.Run(folder);

        await Reload(proxy, client, 1, Settled);
        var before = await WorkingSetWhenQuiet(proxy);
        await Reload(proxy, client, Settled + 1, Reloads);
        var after = await WorkingSetWhenQuiet(proxy);

        // What the collector has not returned yet goes with the next few reloads; what leaks does not.
        for (var more = Reloads + 1; after >= before * 1.1 && more <= Reloads + 10; more++)
        {
            await Reload(proxy, client, more, more);
            after = await WorkingSetWhenQuiet(proxy);
        }

        output.WriteLine($"{before / 1024} MB after {Settled} reloads, {after / 1024} MB after {Reloads}");
        Assert.True(after < before * 1.1, $"{before} kB after {Settled} reloads, {after} kB after {Reloads}");
    }

    // The JIT recompiles what is hot, and the collector returns what is free, once the process is left alone for a
    // moment.
    private static async Task<long> WorkingSetWhenQuiet(CliSession proxy)
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        return proxy.WorkingSet();
    }

    private static async Task Reload(CliSession proxy, HttpClient client, int first, int last)
    {
        for (var reload = first; reload <= last; reload++)
        {
            Assert.Contains(
                "true", await client.GetStringAsync(new Uri("/a", UriKind.Relative)), StringComparison.Ordinal);
            await client.GetStringAsync(new Uri("/app/x", UriKind.Relative));
            await proxy.Signal("HUP");
            await proxy.ReadUntil(string.Create(CultureInfo.InvariantCulture, $"generation {reload + 1} "));
        }
    }

    private static void Write(TemporaryFolder folder, int port)
    {
        LivelySite.WriteTo(folder);
        folder.Write("proxy.toml", $"""
            [proxy]
            watch = false
            admin = "off"
            [log]
            access = "off"
            [listener.http]
            address = "127.0.0.1:{port}"
            [site.main]
            script = "site.csx"
            {LivelySite.Toml}
            """);
    }
}
