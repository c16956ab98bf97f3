using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using ScriptProxy.Cli.Doctor;
using ScriptProxy.Cli.Doctor.Examinations;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Doctor;

/// <summary>What listens on this machine and what can be connected to: ports, upstreams, apps that are open to all.</summary>
[SupportedOSPlatform("linux")]
public sealed class SocketExaminationTests : IDisposable
{
    private const string Site = "[site.main]\nupstream = \"echo:\"\n";

    private readonly Planted _planted = new();

    [Fact]
    public async Task Ports_that_another_program_has_are_named_with_it()
    {
        using var other = Listening(IPAddress.Loopback, out var port);

        var finding = Assert.Single(
            await _planted.Examine(new PortsExamination(), Listener(port) + Site, realMachine: true));

        Assert.Equal(Grade.Fault, finding.Grade);
        Assert.Contains($"'127.0.0.1:{port}' is bound by ", finding.Message);
        Assert.Contains($"(pid {Environment.ProcessId})", finding.Message);
    }

    [Fact]
    public async Task Ports_that_this_proxy_has_are_fine()
    {
        using var ours = Listening(IPAddress.Loopback, out var port);

        var finding = Assert.Single(await _planted.Examine(
            new PortsExamination(), Listener(port) + Site, Planted.Running(Environment.ProcessId), realMachine: true));

        Assert.Equal(Grade.Fine, finding.Grade);
    }

    [Fact]
    public async Task Ports_that_nobody_has_are_a_fault()
    {
        var finding = Assert.Single(await _planted.Examine(
            new PortsExamination(), Listener(FreePort.Next()) + Site, realMachine: true));

        Assert.Equal(Grade.Fault, finding.Grade);
        Assert.Contains("nothing listens on", finding.Message);
    }

    [Fact]
    public async Task An_upstream_that_takes_no_connection_is_a_fault()
    {
        var dead = FreePort.Next();

        var finding = Assert.Single(await _planted.Examine(
            new UpstreamsExamination(), $"[upstream.app]\nservers = [\"http://127.0.0.1:{dead}\"]\n"));

        Assert.Equal(Grade.Fault, finding.Grade);
        Assert.Contains($"127.0.0.1:{dead}", finding.Message);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task A_local_app_that_listens_on_every_address_is_a_fault(string address)
    {
        using var app = Listening(IPAddress.Parse(address), out var port);

        var finding = Assert.Single(await _planted.Examine(
            new ExposureExamination(), $"[upstream.app]\nservers = [\"http://127.0.0.1:{port}\"]\n",
            realMachine: true));

        Assert.Equal(Grade.Fault, finding.Grade);
        Assert.Contains("past the proxy", finding.Message);
    }

    [Fact]
    public async Task A_local_app_on_loopback_is_fine()
    {
        using var app = Listening(IPAddress.Loopback, out var port);

        Assert.Empty(await _planted.Examine(
            new ExposureExamination(), $"[upstream.app]\nservers = [\"http://127.0.0.1:{port}\"]\n",
            realMachine: true));
    }

    public void Dispose() => _planted.Dispose();

    private static string Listener(int port) => $"[listener.http]\naddress = \"127.0.0.1:{port}\"\n";

    private static TcpListener Listening(IPAddress address, out int port)
    {
        var listener = new TcpListener(address, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }
}
