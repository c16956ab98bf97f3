using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Cli.Tests.Serving;

/// <summary>
/// A proxy that is killed while it orders: five times as a rule, SCRIPTPROXY_KILLS times when that is set.
/// </summary>
public sealed partial class KilledOrderingTests : IDisposable
{
    private const int Hosts = 30;

    private static readonly string Site =
        $"""
        [site.many]
        hosts = [{string.Join(", ", Enumerable.Range(1, Hosts).Select(i => $"\"h{i}.killed.test\""))}]
        upstream = "echo:"
        """;

    private readonly TemporaryFolder _folder = new();

    [PebbleFact]
    public async Task Finishes_its_orders_at_the_next_start_and_has_nothing_issued_twice()
    {
        await using var pebble = await PebbleServer.Start();
        Write(pebble);
        for (var kills = Kills(); kills > 0; kills--)
        {
            await RunFor(pebble, TimeSpan.FromMilliseconds(Random.Shared.Next(1000)));
            Assert.DoesNotContain(
                Directory.GetFiles(_folder.Path, "*.corrupt-*", SearchOption.AllDirectories), _ => true);
        }

        await using (CliProcess.Child(_folder.Path, "run"))
            await AllAreStored();

        // What it has printed is read by another thread.
        await Until(() => Issued().Count(pebble.Printed) >= Hosts, () => pebble.Printed);
        Assert.Equal(Hosts, Issued().Count(pebble.Printed));
    }

    public void Dispose() => _folder.Dispose();

    private static int Kills() => Environment.GetEnvironmentVariable("SCRIPTPROXY_KILLS") is { } kills
        ? int.Parse(kills, CultureInfo.InvariantCulture)
        : 5;

    private void Write(PebbleServer pebble) => _folder.Write("proxy.toml", TestToml.Of(
        $"""
        [log]
        access = "off"
        {OrderingTables.Of(pebble, Site)}
        """));

    private async Task RunFor(PebbleServer pebble, TimeSpan time)
    {
        await using (var proxy = CliProcess.Child(_folder.Path, "run"))
        {
            await proxy.UntilItAccepts(pebble.HttpPort);

            // Whatever it is at then.
            await Task.Delay(time);
        }

        Assert.All(Store().Names(), name => Assert.NotNull(Store().Find(name)));
    }

    private Task AllAreStored() =>
        Until(() => Store().Names().Count >= Hosts, () => $"{Store().Names().Count} of {Hosts}");

    private static async Task Until(Func<bool> condition, Func<string> state)
    {
        var began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2), state());
            await Task.Delay(50);
        }
    }

    private CertificateStore Store() =>
        new(CertificateStore.FolderIn(_folder.At("state")), NullLoggerFactory.Instance);

    [GeneratedRegex("Issued certificate serial")]
    private static partial Regex Issued();
}
