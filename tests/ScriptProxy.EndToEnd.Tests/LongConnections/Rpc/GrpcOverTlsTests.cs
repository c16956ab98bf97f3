using Grpc.Core;
using Grpc.Net.Client;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.LongConnections.Rpc;

/// <summary>
/// All kinds of calls to an upstream behind TLS, whose certificate is for another name than the one that the client
/// asks for.
/// </summary>
public sealed class GrpcOverTlsTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly TestCa _authority = TestCa.WithoutIntermediate();
    private readonly SpeechEvents _events = new();
    private AppBackend _backend = null!;
    private RunningProxy _proxy = null!;
    private GrpcChannel _channel = null!;
    private Speech.SpeechClient _client = null!;

    public async Task InitializeAsync()
    {
        _backend = await SpeechBackend.Start(_events, _authority.Issue("app.internal"));
        _proxy = await RunningProxy.Start(
            null,
            $$"""
            @site upstream = "rpc"
            [upstream.rpc]
            servers = ["https://127.0.0.1:{{_backend.Port}}"]
            http = "2"
            tls = { ca = "ca.pem", server_name = "app.internal" }
            """,
            files: ("ca.pem", _authority.RootPem));
        _channel = GrpcChannel.ForAddress($"http://localhost:{_proxy.Port}");
        _client = new Speech.SpeechClient(_channel);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _proxy.DisposeAsync();
        await _backend.DisposeAsync();
    }

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_unary_call_has_its_answer_and_trailers()
    {
        using var call = _client.SayAsync(new Words { Text = "hello" });
        Assert.Equal("hello", (await call.ResponseAsync.WaitAsync(Hang)).Text);
        Assert.Equal("5", call.GetTrailers().GetValue("length"));
    }

    [Fact]
    public async Task A_client_streams()
    {
        using var call = _client.Gather();
        await call.RequestStream.WriteAsync(new Words { Text = "one" });
        await call.RequestStream.WriteAsync(new Words { Text = "two" });
        await call.RequestStream.CompleteAsync();
        Assert.Equal("one two", (await call.ResponseAsync.WaitAsync(Hang)).Text);
    }

    [Fact]
    public async Task A_server_streams()
    {
        _events.Heard.Release(3);
        using var call = _client.Spell(new Words { Text = "abc" });
        foreach (var letter in "abc")
        {
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Hang));
            Assert.Equal($"{letter}", call.ResponseStream.Current.Text);
        }

        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Hang));
    }

    [Fact]
    public async Task Both_stream_and_answer_each_other()
    {
        using var call = _client.Talk();
        for (var i = 0; i < 10; i++)
        {
            await call.RequestStream.WriteAsync(new Words { Text = $"{i}" });
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Hang));
            Assert.Equal($"{i}", call.ResponseStream.Current.Text);
        }
    }

    [Fact]
    public async Task An_error_has_its_status_and_trailers()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            () => _client.SayAsync(new Words { Text = SpeechService.Refused }).ResponseAsync.WaitAsync(Hang));
        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Equal("test", error.Trailers.GetValue("reason"));
    }
}
