using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
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

    private readonly TemporaryFolder _folder = new();

    [PebbleFact]
    public async Task Finishes_its_orders_at_the_next_start_and_has_nothing_issued_twice()
    {
        await using var pebble = await PebbleServer.Start();
        Write(pebble);
        for (var kills = Kills(); kills > 0; kills--)
        {
            await RunFor(pebble, TimeSpan.FromMilliseconds(Random.Shared.Next(1000)));
            Assert.DoesNotContain(Directory.GetFiles(_folder.Path, "*.corrupt-*", SearchOption.AllDirectories), _ => true);
        }

        using var proxy = CliProcess.Start(_folder.Path, "run");
        try
        {
            await AllAreStored();
        }
        finally
        {
            proxy.Kill();
            await proxy.WaitForExitAsync();
        }

        Assert.Equal(Hosts, Issued().Count(pebble.Printed));
    }

    public void Dispose() => _folder.Dispose();

    private static int Kills() => Environment.GetEnvironmentVariable("SCRIPTPROXY_KILLS") is { } kills
        ? int.Parse(kills, CultureInfo.InvariantCulture)
        : 5;

    private void Write(PebbleServer pebble) => _folder.Write("proxy.toml", WithoutAdmin.In(
        $"""
        [log]
        access = "off"
        [listener.http]
        address = "127.0.0.1:{pebble.HttpPort}"
        [listener.https]
        address = "127.0.0.1:{pebble.TlsPort}"
        tls = true
        [site.many]
        hosts = [{string.Join(", ", Enumerable.Range(1, Hosts).Select(i => $"\"h{i}.killed.test\""))}]
        upstream = "echo:"
        [acme]
        agree_to_terms = true
        directory = "{pebble.Directory}"
        ca = "{pebble.AuthorityFile}"
        """));

    private async Task RunFor(PebbleServer pebble, TimeSpan time)
    {
        using var proxy = CliProcess.Start(_folder.Path, "run");
        while (!await Accepts(pebble.HttpPort))
        {
            Assert.False(proxy.HasExited, proxy.HasExited ? await proxy.StandardError.ReadToEndAsync() : "");
            await Task.Delay(10);
        }

        // Whatever it is at then.
        await Task.Delay(time);
        proxy.Kill();
        await proxy.WaitForExitAsync();
        Assert.All(Store().Names(), name => Assert.NotNull(Store().Find(name)));
    }

    private async Task AllAreStored()
    {
        var began = Stopwatch.GetTimestamp();
        while (Store().Names().Count < Hosts)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2), $"{Store().Names().Count} of {Hosts}");
            await Task.Delay(50);
        }
    }

    private CertificateStore Store() =>
        new(CertificateStore.FolderIn(_folder.At("state")), NullLoggerFactory.Instance);

    private static async Task<bool> Accepts(int port)
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex("Issued certificate serial")]
    private static partial Regex Issued();
}
