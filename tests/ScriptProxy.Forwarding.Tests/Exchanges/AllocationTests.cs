using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Forwarding.Heads;
using ScriptProxy.Testing;
using Xunit.Abstractions;

namespace ScriptProxy.Forwarding.Tests.Exchanges;

[Collection(nameof(Alone))]
public sealed class AllocationTests(ITestOutputHelper output)
{
    private const int Requests = 2000;

    // What timers and the like of the process may add, per request.
    private const long Noise = 100;

    // Of the methods of forwarder, test and server that are under way for a request.
    private const long OfWaiting = 1200;

    [Fact]
    public async Task Forwarding_allocates_nothing_that_the_server_does_not()
    {
        using var pinned = new OneProcessor();
        await using var server = new SocketBackend(Answer);
        await using var proxy = await SmallProxy.Start(server.Port, new PlainRules());
        await Exchange(server.Port, "/", Requests);
        await Exchange(proxy.Port, "/own", Requests);
        await Exchange(proxy.Port, "/counted", Requests);

        // What the forwarder allocates, it allocates every time; what a busy machine adds, it does not.
        var over = long.MaxValue;
        for (var round = 0; round < 5 && over > Noise; round++)
            over = Math.Min(over, await More(server.Port, proxy.Port));
        Assert.True(over <= Noise, $"{over} bytes more than Kestrel and the test need, for each request");
    }

    [Fact]
    public async Task Many_at_once_allocate_only_what_waits()
    {
        using var pinned = new OneProcessor();
        await using var server = new SocketBackend(Answer);
        await using var proxy = await SmallProxy.Start(server.Port, new PlainRules());
        await AtOnce(proxy.Port, "/own");
        await AtOnce(proxy.Port, "/counted");

        var over = long.MaxValue;
        for (var round = 0; round < 5 && over > OfWaiting; round++)
            over = Math.Min(over, await AtOnce(proxy.Port, "/counted") - await AtOnce(proxy.Port, "/own"));
        Assert.True(over <= OfWaiting, $"{over} bytes more than Kestrel and the test need, for each request");
    }

    // The test's client is there both times, its server only when it is asked.
    private async Task<long> More(int server, int proxy)
    {
        var tests = await Exchange(server, "/", Requests);
        var kestrels = await Exchange(proxy, "/own", Requests);
        var forwarded = await Exchange(proxy, "/counted", Requests);
        output.WriteLine($"bytes for each request: {forwarded} forwarded, {kestrels} answered by Kestrel itself, {tests} of them the test's");
        return forwarded - kestrels - tests;
    }

    private static async Task<long> Exchange(int port, string path, int count)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var request = Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        var buffer = new byte[4096];
        await Once(socket, request, buffer);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < count; i++)
            await Once(socket, request, buffer);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / count;
    }

    private static async Task<long> AtOnce(int port, string path)
    {
        const int connections = 64;
        var request = Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        var sockets = new List<Socket>();
        try
        {
            while (sockets.Count < connections)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                sockets.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, port);
            }

            var buffer = new byte[4096];
            await AllOnce();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Requests / connections; i++)
                await AllOnce();
            return (GC.GetTotalAllocatedBytes(precise: true) - before) / (Requests / connections * connections);

            async ValueTask AllOnce()
            {
                foreach (var socket in sockets)
                    await socket.SendAsync(request.AsMemory());
                foreach (var socket in sockets)
                    await Answered(socket, buffer);
            }
        }
        finally
        {
            sockets.ForEach(static socket => socket.Dispose());
        }
    }

    private static async ValueTask Once(Socket socket, byte[] request, byte[] buffer)
    {
        await socket.SendAsync(request.AsMemory());
        await Answered(socket, buffer);
    }

    private static async ValueTask Answered(Socket socket, byte[] buffer)
    {
        var count = 0;
        while (!buffer.AsSpan(0, count).EndsWith("\r\n\r\nok"u8))
            count += await socket.ReceiveAsync(buffer.AsMemory(count));
    }

    private static async Task Answer(Stream client, CancellationToken stop)
    {
        var socket = ((NetworkStream)client).Socket;
        var answer = Encoding.Latin1.GetBytes(RawBackend.Ok("ok"));
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer.AsMemory(), stop) > 0)
            await socket.SendAsync(answer.AsMemory(), stop);
    }

    private sealed class PlainRules : IForwardRules
    {
        public RequestBody Write(HttpContext http, object? request, RequestWriter head)
        {
            head.Line(http.Request.Method, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
            head.Field("Host", http.Request.Headers.Host);
            return RequestBody.None;
        }

        public ReadOnlyMemory<byte> LastChunk(HttpContext http) => default;

        public bool Take(HttpContext http, object? request, AnswerHead answer)
        {
            http.Response.StatusCode = answer.Status;
            for (var i = 0; i < answer.Fields.Count; i++)
                http.Response.Headers[answer.Fields[i].Name] = answer.Fields[i].Value;
            return true;
        }

        public void TakeTrailers(HttpContext http, FieldList trailers)
        {
        }
    }
}
