using System.Buffers.Binary;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>What one HTTP/2 connection may cost: streams, resets, and headers that never end or unfold.</summary>
public sealed class Http2FloodTests(RequestShapes shapes) : IClassFixture<RequestShapes>
{
    private const ushort MaxConcurrentStreams = 3;
    private const ushort MaxHeaderListSize = 6;

    private static readonly (string Name, string Value)[] Get =
        [(":method", "GET"), (":scheme", "http"), (":authority", "a"), (":path", "/")];

    private static readonly byte[] Begun =
        Http2Bytes.Frame(Http2Bytes.Headers, Http2Bytes.EndStream, 1, Http2Bytes.Literal(":method", "GET"));

    [Theory]
    [InlineData(MaxConcurrentStreams, 100)]
    [InlineData(MaxHeaderListSize, 32768)]
    public async Task A_client_is_told_the_limit(ushort setting, int expected)
    {
        using var connection = await Http2Connection.Open(shapes.Http2Port);
        var first = await connection.Read();
        Assert.Equal(Http2Bytes.Settings, first!.Value.Type);
        var settings = first.Value.Payload.Chunk(6).ToDictionary(
            pair => BinaryPrimitives.ReadUInt16BigEndian(pair),
            pair => BinaryPrimitives.ReadInt32BigEndian(pair.AsSpan(2)));
        Assert.Equal(expected, settings[setting]);
    }

    [Fact]
    public async Task Headers_that_never_end_close_the_connection()
    {
        using var connection = await Http2Connection.Open(shapes.Http2Port);
        await connection.Send(Begun);
        var more = Http2Bytes.Frame(Http2Bytes.Continuation, 0, 1, Http2Bytes.Literal("x", new string('y', 4000)));
        for (var i = 0; i < 20; i++)
            await connection.Send(more);
        Assert.Equal("closed", await connection.Outcome());
    }

    [Fact]
    public async Task Headers_that_are_not_whole_within_header_timeout_close_the_connection()
    {
        var port = FreePort.Next();
        await using var proxy = await RunningProxy.Start(null, $$"""
            @site upstream = "{{shapes.Backend.Url}}"
            [listener.http2]
            address = "127.0.0.1:{{port}}"
            http = ["2"]
            limits = { header_timeout = "1s" }
            """);
        using var connection = await Http2Connection.Open(port);
        await connection.Send(Begun);
        await connection.Send(Http2Bytes.Frame(Http2Bytes.Continuation, 0, 1, []));
        Assert.Equal("closed", await connection.Outcome());
    }

    [Fact]
    public async Task Headers_that_unfold_from_the_table_close_the_connection()
    {
        using var connection = await Http2Connection.Open(shapes.Http2Port);
        byte[] stored = Http2Bytes.Literal("x", new string('y', 3500), 0x40);

        // 62 is the first entry of the dynamic table (RFC 7541 §2.3.3): each byte stands for 3.5 kB.
        byte[] block = [.. stored, .. Enumerable.Repeat((byte)(0x80 | 62), 10_000)];
        await connection.Send(
            Http2Bytes.Frame(Http2Bytes.Headers, Http2Bytes.EndHeaders | Http2Bytes.EndStream, 1, block));
        Assert.Equal("closed", await connection.Outcome());
    }

    [Fact]
    public async Task A_flood_of_requests_that_are_reset_at_once_closes_the_connection()
    {
        await using var upstream = new SocketBackend((_, stop) => Task.Delay(Timeout.Infinite, stop));
        var port = FreePort.Next();
        await using var proxy = await RunningProxy.Start(
            null,
            $"@site upstream = \"{upstream.Url}\"\n[listener.http2]\naddress = \"127.0.0.1:{port}\"\nhttp = [\"2\"]");
        using var connection = await Http2Connection.Open(port);
        var isOpen = true;
        for (var stream = 1; isOpen && stream < 200_000; stream += 2)
        {
            isOpen = await connection.Send(
                [.. Http2Bytes.Request(stream, Get), .. Http2Bytes.Frame(Http2Bytes.Reset, 0, stream, [0, 0, 0, 8])]);
        }

        Assert.False(isOpen);
    }
}
