using System.Net;
using System.Net.Sockets;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Server.Loading;
using ScriptProxy.Testing;

namespace ScriptProxy.Server.Tests.Loading;

public sealed class ServerProbeTests
{
    [Fact]
    public async Task Is_content_with_servers_that_accept()
    {
        using var folder = new TemporaryFolder();
        using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        tcp.Listen();
        using var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        unix.Bind(new UnixDomainSocketEndPoint(folder.At("app.sock")));
        unix.Listen();

        Assert.Empty(await Probe(
            new ServerAddress.Tcp("127.0.0.1", ((IPEndPoint)tcp.LocalEndPoint!).Port, Tls: false),
            new ServerAddress.Unix(folder.At("app.sock")),
            new ServerAddress.Echo("app")));
    }

    [Fact]
    public async Task Reports_each_server_that_refuses()
    {
        var found = await Probe(
            new ServerAddress.Tcp("127.0.0.1", FreePort.Next(), Tls: false),
            new ServerAddress.Unix("/nowhere/app.sock"));

        Assert.Equal(["SP4007", "SP4007"], found.Select(diagnostic => diagnostic.Code));
        Assert.Contains("unix:/nowhere/app.sock", found[1].Message, StringComparison.Ordinal);
        Assert.Equal(2, found[1].Place.Line);
    }

    [Fact]
    public async Task Ends_when_it_is_stopped() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ServerProbe.Probe(
                Settings(new ServerAddress.Tcp("127.0.0.1", FreePort.Next(), Tls: false)),
                new CancellationToken(canceled: true)));

    private static async Task<IReadOnlyList<Diagnostic>> Probe(params ServerAddress[] addresses) =>
        await ServerProbe.Probe(Settings(addresses), CancellationToken.None);

    private static ProxySettings Settings(params ServerAddress[] addresses) => new()
    {
        Upstreams =
        [
            new UpstreamSettings
            {
                Name = "app",
                Place = new SourcePlace("proxy.toml"),
                ConnectTimeout = TimeSpan.FromSeconds(30),
                Servers = [.. addresses.Select(Server)],
            },
        ],
    };

    private static ServerSettings Server(ServerAddress address, int index) => new()
    {
        Name = $"server-{index}",
        Address = address,
        Place = new SourcePlace("proxy.toml", index + 1, 1),
    };
}
