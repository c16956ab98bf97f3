using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability;
using ScriptProxy.Server;
using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.EndToEnd.Tests.Acme;

/// <summary>A real proxy that orders its certificates from a real Pebble, listening where that one looks.</summary>
internal sealed class OrderingProxy : IAsyncDisposable
{
    private readonly ConsoleLogs _logs = new(LogLevelSetting.Error);
    private readonly RecordedLog _recorded = new();
    private readonly PebbleServer _pebble;

    public OrderingProxy(PebbleServer pebble, TemporaryFolder folder)
    {
        (_pebble, Folder) = (pebble, folder);
        _logs.Factory.AddProvider(_recorded);
        Host = new ProxyHost(folder.At("proxy.toml"), _logs);
    }

    public TemporaryFolder Folder { get; }

    /// <summary>What was logged of faults of scripts.</summary>
    public IEnumerable<string> ScriptFaults =>
        _recorded.Lines.Where(line => line.StartsWith("script: ", StringComparison.Ordinal));

    /// <summary>Where it listens in the clear, if not where Pebble looks.</summary>
    public int? HttpPort { get; init; }

    public ProxyHost Host { get; }

    /// <summary>Writes proxy.toml and serves it; <paramref name="acme"/> are further keys of <c>[acme]</c>.</summary>
    public Task Serve(string sites, string acme = "")
    {
        Write(sites, acme);
        return ServeWritten();
    }

    /// <summary>Serves the proxy.toml that is there.</summary>
    public async Task ServeWritten()
    {
        var report = await Host.StartAsync(CancellationToken.None);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics));
    }

    public void Write(string sites, string acme = "") => Folder.Write("proxy.toml", TestToml.Of(
        $"""
        [proxy]
        watch = false
        [log]
        access = "off"
        level = "error"
        {OrderingTables.Of(_pebble, sites, "redirect = \"https\"", acme, HttpPort)}
        """));

    public static string Site(string name, params string[] hosts) =>
        $"[site.{name}]\nhosts = [{string.Join(", ", hosts.Select(host => $"\"{host}\""))}]\nupstream = \"echo:{name}\"\n";

    /// <summary>Asks the host until its certificate is Pebble's; a minute at most.</summary>
    public async Task<X509Certificate2> Arrives(string host)
    {
        using var root = await _pebble.Root();
        for (var tries = 0; tries < 600; tries++)
        {
            if (await Shake(host, root) is { } leaf)
                return leaf;
            await Task.Delay(100);
        }

        throw new TimeoutException($"No certificate for {host}.\n{_pebble.Printed}");
    }

    /// <summary>A client is answered with the certificate that stands in, which signs itself; else it throws.</summary>
    public async Task StandsIn(string host)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _pebble.TlsPort);
        await using var stream = new SslStream(client.GetStream(), false, (_, shown, _, _) => shown!.Issuer == shown.Subject);
        await stream.AuthenticateAsClientAsync(host);
    }

    /// <summary>The certificate of one handshake; null when it is not Pebble's.</summary>
    public async Task<X509Certificate2?> Shake(string host)
    {
        using var root = await _pebble.Root();
        return await Shake(host, root);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _logs.Dispose();
    }

    private async Task<X509Certificate2?> Shake(string host, X509Certificate2 root)
    {
        try
        {
            await using var stream = await VerifiedConnection.Open(_pebble.TlsPort, host, root);
            return stream.Shown();
        }
        catch (AuthenticationException)
        {
            // Still the self-signed one that stands in.
            return null;
        }
    }
}
