using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Listeners;

public sealed class ProxyProtocolTests
{
    private const string Text = "PROXY TCP4 192.0.2.1 198.51.100.2 4711 443\r\n";
    private const string Binary4 = "0D0A0D0A000D0A515549540A2111000CC0000201C6336402126701BB";
    private const string Binary6 =
        "0D0A0D0A000D0A515549540A2121002820010DB800000000000000000000000120010DB8000000000000000000000002126701BB04000141";

    private const string Local = "0D0A0D0A000D0A515549540A20000000";

    private readonly int _port = FreePort.Next();

    public static TheoryData<byte[], string> Headers => new()
    {
        { Encoding.ASCII.GetBytes(Text), "192.0.2.1 4711" },
        { "PROXY TCP6 2001:db8::1 2001:db8::2 4711 443\r\n"u8.ToArray(), "2001:db8::1 4711" },
        { Convert.FromHexString(Binary4), "192.0.2.1 4711" },
        { Convert.FromHexString(Binary6), "2001:db8::1 4711" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task The_client_is_whom_the_header_names(byte[] header, string client)
    {
        await using var proxy = await Start();
        using var connection = await Connect();
        await connection.GetStream().WriteAsync(header);
        Assert.EndsWith(client, await Ask(connection.GetStream()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_header_may_come_byte_by_byte(byte[] header, string client)
    {
        await using var proxy = await Start();
        using var connection = await Connect();
        foreach (var one in header)
            await connection.GetStream().WriteAsync(new[] { one });
        Assert.EndsWith(client, await Ask(connection.GetStream()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("50524F585920554E4B4E4F574E0D0A")]
    [InlineData(Local)]
    public async Task A_proxy_that_speaks_for_itself_is_the_client(string header)
    {
        await using var proxy = await Start();
        using var connection = await Connect();
        await connection.GetStream().WriteAsync(Convert.FromHexString(header));
        Assert.Contains("\r\n\r\n127.0.0.1 ", await Ask(connection.GetStream()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_that_is_named_cannot_claim_another_address()
    {
        await using var proxy = await Start();
        using var connection = await Connect();
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Text));
        var answer = await Ask(connection.GetStream(), "X-Forwarded-For: 203.0.113.9\r\n");
        Assert.EndsWith("192.0.2.1 4711", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_upstream_is_told_of_the_client_that_is_named()
    {
        await using var proxy = await Start();
        using var connection = await Connect();
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Text));
        var answer = await Ask(connection.GetStream(), path: "/echo");
        Assert.Contains(
            "\"X-Real-IP\":\"192.0.2.1\"", answer.Replace(" ", "", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task TLS_begins_after_the_header()
    {
        await using var proxy = await Start("tls = true");
        using var connection = await Connect();
        await connection.GetStream().WriteAsync(Convert.FromHexString(Binary6));
        await using var secured = new SslStream(connection.GetStream(), false, (_, shown, _, _) => shown is not null);
        await secured.AuthenticateAsClientAsync("localhost");
        Assert.EndsWith("2001:db8::1 4711", await Ask(secured), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 nobody 4711 443\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task Who_begins_with_anything_else_is_disconnected_and_the_log_says_why(string said)
    {
        await using var proxy = await Start();
        using var connection = await Connect();
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(said));
        Assert.Equal("", await ReadToEnd(connection.GetStream()));
        var line = Assert.Single(proxy.Log.Lines);
        Assert.Contains("it does not begin with a header of the PROXY protocol", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_trusted_is_disconnected_whatever_he_says()
    {
        await using var proxy = await Start(trusted: "10.0.0.0/8");
        using var connection = await Connect();
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Text));
        Assert.Equal("", await ReadToEnd(connection.GetStream()));
        Assert.Contains("only peers in trusted_proxies", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_nothing_is_disconnected_after_header_timeout_and_without_a_word()
    {
        await using var proxy = await Start("limits = { header_timeout = \"200ms\" }");
        using var connection = await Connect();
        Assert.Equal("", await ReadToEnd(connection.GetStream()));
        Assert.Empty(proxy.Log.Lines);
    }

    private Task<RunningProxy> Start(string listener = "", string trusted = "127.0.0.1") => RunningProxy.Start(
        """
        Map("/").Handle(http => Results.Text($"{http.ClientIp} {http.Connection.RemotePort}"));
        Map("/echo").To("echo");
        """,
        $"""
        [proxy]
        watch = false
        state = "state"
        trusted_proxies = ["{trusted}"]
        [log]
        access = "off"
        level = "warning"
        [upstream.echo]
        servers = ["echo:"]
        [listener.proxied]
        address = "127.0.0.1:{_port}"
        proxy_protocol = true
        {listener}
        @site certificate = "internal"
        """);

    private async Task<TcpClient> Connect()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", _port);
        return client;
    }

    private static async Task<string> Ask(Stream stream, string headers = "", string path = "/")
    {
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"));
        return await ReadToEnd(stream);
    }

    private static async Task<string> ReadToEnd(Stream stream)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var answer = new StreamReader(stream, leaveOpen: true);
        try
        {
            return await answer.ReadToEndAsync(limit.Token);
        }
        catch (IOException)
        {
            // Bytes that nobody read make it a reset.
            return "";
        }
    }
}
