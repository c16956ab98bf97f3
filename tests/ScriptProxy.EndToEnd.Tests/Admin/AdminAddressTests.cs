using System.Net;
using System.Net.Sockets;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Admin;

public sealed class AdminAddressTests
{
    [Fact]
    public async Task A_reload_moves_it()
    {
        await using var admin = await AdminProxy.Start();
        var other = FreePort.Next();
        admin.Proxy.WriteToml(AdminProxy.Table(other));

        Assert.Equal(200, (await admin.Post("/reload")).Status);

        Assert.StartsWith(
            "HTTP/1.1 200 ", await RawClient.Send(other, $"GET /healthz HTTP/1.1\r\nHost: localhost:{other}\r\n\r\n"));
        await Eventually.Holds(async () => !await Listens(admin.Port));
    }

    [Fact]
    public async Task A_reload_turns_it_off()
    {
        await using var admin = await AdminProxy.Start();
        admin.Proxy.WriteToml("[proxy]\nwatch = false\nadmin = \"off\"\n");

        Assert.Empty(await admin.Proxy.Reload());

        await Eventually.Holds(async () => !await Listens(admin.Port));
        Assert.Equal("x", await admin.Proxy.GetText("/x"));
    }

    [Fact]
    public async Task A_taken_port_refuses_the_reload_and_harms_nothing()
    {
        await using var admin = await AdminProxy.Start();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        admin.Proxy.WriteToml(AdminProxy.Table(port));

        var (status, text) = await admin.Post("/reload");

        Assert.Equal(422, status);
        Assert.Contains("\"SP4031\"", text);
        Assert.Contains($"the admin endpoint cannot bind '127.0.0.1:{port}': another program has it", text);
        Assert.Equal("x", await admin.Proxy.GetText("/x"));
        var last = (await admin.Status()).GetProperty("last_reload");
        Assert.False(last.GetProperty("succeeded").GetBoolean());
        Assert.StartsWith("proxy.toml(", last.GetProperty("problems")[0].GetString());
    }

    [Theory]
    [InlineData("0.0.0.0", "SP4030")]
    [InlineData("", "SP4030")]
    public async Task Off_loopback_it_is_refused_without_a_token(string host, string code)
    {
        await using var admin = await AdminProxy.Start();
        admin.Proxy.WriteToml($"[proxy]\nwatch = false\nadmin = \"{host}:{FreePort.Next()}\"\n");

        Assert.Equal(code, Assert.Single(await admin.Proxy.Reload()).Code);
        Assert.Equal("ok\n", await admin.Text("/healthz"));
    }

    [Fact]
    public async Task It_answers_on_a_unix_socket()
    {
        await using var admin = await AdminProxy.Start();
        admin.Proxy.WriteToml("[proxy]\nwatch = false\nadmin = \"unix:admin.sock\"\n");
        Assert.Empty(await admin.Proxy.Reload());
        var endPoint = new UnixDomainSocketEndPoint(admin.Proxy.Folder.At("admin.sock"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(endPoint);
        await using var stream = new NetworkStream(socket);

        await stream.WriteAsync("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());

        Assert.StartsWith("HTTP/1.1 200 ", await RawMessages.Read(stream));
    }

    [Fact]
    public async Task A_listener_on_its_port_is_a_mistake_of_the_file()
    {
        await using var admin = await AdminProxy.Start();
        admin.Proxy.WriteToml(AdminProxy.Table(admin.Port) + $"[listener.other]\naddress = \":{admin.Port}\"\n");

        Assert.Equal("SP4032", Assert.Single(await admin.Proxy.Reload()).Code);
    }

    [Fact]
    public async Task A_token_that_no_header_can_carry_is_a_mistake_of_the_file()
    {
        await using var admin = await AdminProxy.Start();
        admin.Proxy.WriteToml(AdminProxy.Table(admin.Port, "admin_token = \"two words\""));

        Assert.Equal("SP4034", Assert.Single(await admin.Proxy.Reload()).Code);
    }

    private static async Task<bool> Listens(int port)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
