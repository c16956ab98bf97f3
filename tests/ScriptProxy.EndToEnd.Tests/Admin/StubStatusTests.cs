using System.Net.Sockets;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests.Admin;

public sealed class StubStatusTests
{
    [Fact]
    public async Task Is_nginx_text_byte_for_byte()
    {
        await using var admin = await AdminProxy.Start();

        Assert.Equal(
            "Active connections: 0 \nserver accepts handled requests\n 0 0 0 \nReading: 0 Writing: 0 Waiting: 0 \n",
            await admin.Text("/stub_status"));
    }

    [Fact]
    public async Task Counts_connections_and_requests()
    {
        await using var admin = await AdminProxy.Start();
        using var one = await Connect(admin);
        using var other = await Connect(admin);
        for (var i = 0; i < 3; i++)
            await Exchange(one, "/x");
        await Exchange(other, "/x");

        await Reports(admin, [2, 2, 2, 4, 0, 0, 2]);
    }

    [Fact]
    public async Task Tells_reading_from_writing_and_waiting()
    {
        await using var admin = await AdminProxy.Start(
            """
            var go = Shared.Get("go", () => new TaskCompletionSource());
            Map("/slow").Handle(async http => { await go.Task; return Results.Text("slow"); });
            Map("/go").Handle(http => { go.SetResult(); return Results.Text("go"); });
            Map("/x").Respond("x");
            """);
        using var reading = await Connect(admin);
        await Write(reading, "GET /x HTTP/1.1\r\nHost: localhost\r\n");
        using var writing = await Connect(admin);
        await Write(writing, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
        using var waiting = await Connect(admin);
        await Exchange(waiting, "/x");
        await Reports(admin, [3, 3, 3, 2, 1, 1, 1]);

        await Write(reading, "\r\n");
        await Exchange(waiting, "/go");

        await Reports(admin, [3, 3, 3, 4, 0, 0, 3]);
    }

    [Fact]
    public async Task A_body_that_nobody_read_is_not_taken_for_the_head_of_the_next_request()
    {
        await using var admin = await AdminProxy.Start();
        using var client = await Connect(admin);
        await Write(client, "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n");
        await ReadAnswer(client);
        await Write(client, "body");

        await Reports(admin, [1, 1, 1, 1, 0, 0, 1]);

        await Exchange(client, "/x");
        await Reports(admin, [1, 1, 1, 2, 0, 0, 1]);
    }

    [Fact]
    public async Task A_connection_over_the_limit_is_accepted_but_not_handled()
    {
        await using var admin = await AdminProxy.Start();
        var port = ScriptProxy.Testing.FreePort.Next();
        admin.Proxy.WriteToml(AdminProxy.Table(admin.Port) + $"""

            [listener.small]
            address = "127.0.0.1:{port}"
            limits = {"{"} connections = 1 {"}"}
            """);
        Assert.Empty(await admin.Proxy.Reload());
        using var first = new TcpClient("127.0.0.1", port);
        await Exchange(first, "/x");
        using var second = new TcpClient("127.0.0.1", port);

        await Reports(admin, [1, 2, 1, 1, 0, 0, 1]);
    }

    [Fact]
    public async Task Goes_on_counting_over_reloads_and_after_connections_closed()
    {
        await using var admin = await AdminProxy.Start();
        using (var client = await Connect(admin))
            await Exchange(client, "/x");
        await admin.Post("/reload");
        using (var client = await Connect(admin))
            await Exchange(client, "/x");

        await Reports(admin, [0, 2, 2, 2, 0, 0, 0]);
    }

    [WrkFact]
    public async Task Equals_what_a_run_of_wrk_did()
    {
        await using var admin = await AdminProxy.Start();
        const int Connections = 8;

        var completed = await Wrk.Run(admin.Proxy.Port, "/x", Connections);

        await Eventually.Holds(async () => (await admin.StubStatus())[0] == 0);
        var counted = await admin.StubStatus();

        // One more, with which wrk tries the address before it begins.
        Assert.Equal([Connections + 1, Connections + 1], counted[1..3]);

        // wrk ends without waiting for the last answer on each connection.
        Assert.InRange(counted[3], completed, completed + Connections);
        var site = (await admin.Status()).GetProperty("sites")[0];
        Assert.Equal(counted[3], site.GetProperty("requests").GetInt64());
    }

    private static async Task<TcpClient> Connect(AdminProxy admin)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", admin.Proxy.Port);
        return client;
    }

    private static async Task Exchange(TcpClient client, string path)
    {
        await Write(client, $"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", await ReadAnswer(client));
    }

    private static Task<string?> ReadAnswer(TcpClient client) =>
        ScriptProxy.Testing.RawMessages.Read(client.GetStream());

    private static async Task Write(TcpClient client, string text) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    private static async Task Reports(AdminProxy admin, long[] expected)
    {
        long[] counted = [];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!limit.IsCancellationRequested && !counted.SequenceEqual(expected))
        {
            counted = await admin.StubStatus();
            await Task.Delay(20);
        }

        Assert.Equal(expected, counted);
    }
}
