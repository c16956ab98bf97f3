using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace ScriptProxy.EndToEnd.Tests.LongConnections.Rpc;

/// <summary>
/// gRPC through the listener that speaks HTTP/1.1 to others, to an upstream with HTTP/2 in the clear.
/// </summary>
public sealed class GrpcTests : IAsyncLifetime
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private readonly SpeechEvents _events = new();
    private AppBackend _backend = null!;
    private RunningProxy _proxy = null!;
    private GrpcChannel _channel = null!;
    private Speech.SpeechClient _client = null!;

    public async Task InitializeAsync()
    {
        _backend = await SpeechBackend.Start(_events);
        _proxy = await RunningProxy.Start(
            "Map(\"/{**path}\").To(\"rpc\");", $"[upstream.rpc]\nservers = [\"{_backend.Url}\"]\nhttp = \"2\"");
        _channel = GrpcChannel.ForAddress($"http://localhost:{_proxy.Port}");
        _client = new Speech.SpeechClient(_channel);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _proxy.DisposeAsync();
        await _backend.DisposeAsync();
    }

    [Fact]
    public async Task A_unary_call_has_its_answer_headers_and_trailers()
    {
        using var call = _client.SayAsync(new Words { Text = "hello" });
        Assert.Equal("hello", (await call.ResponseAsync.WaitAsync(Hang)).Text);
        Assert.Equal("en", (await call.ResponseHeadersAsync).GetValue("language"));
        Assert.Equal("5", call.GetTrailers().GetValue("length"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_client_streams()
    {
        using var call = _client.Gather();
        foreach (var word in new[] { "one", "two", "three" })
            await call.RequestStream.WriteAsync(new Words { Text = word });
        await call.RequestStream.CompleteAsync();
        Assert.Equal("one two three", (await call.ResponseAsync.WaitAsync(Hang)).Text);
    }

    [Fact]
    public async Task A_server_streams_and_each_message_arrives_before_the_next_is_sent()
    {
        using var call = _client.Spell(new Words { Text = "abc" });
        foreach (var letter in "abc")
        {
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Hang));
            Assert.Equal($"{letter}", call.ResponseStream.Current.Text);
            _events.Heard.Release();
        }

        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Hang));
    }

    [Fact]
    public async Task Both_stream_and_answer_each_other()
    {
        using var call = _client.Talk();
        Assert.Equal("en", (await call.ResponseHeadersAsync.WaitAsync(Hang)).GetValue("language"));
        for (var i = 0; i < 20; i++)
        {
            await call.RequestStream.WriteAsync(new Words { Text = $"{i}" });
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Hang));
            Assert.Equal($"{i}", call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Hang));
    }

    [Fact]
    public async Task A_message_of_a_megabyte_passes_both_ways()
    {
        var text = new string('x', 1024 * 1024);
        Assert.Equal(text, (await _client.SayAsync(new Words { Text = text }).ResponseAsync.WaitAsync(Hang)).Text);
    }

    [Fact]
    public async Task An_error_without_a_message_has_its_status_and_trailers()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            () => _client.SayAsync(new Words { Text = SpeechService.Refused }).ResponseAsync.WaitAsync(Hang));
        AssertRefusal(error);
    }

    [Fact]
    public async Task An_error_after_messages_has_its_status_in_the_trailers()
    {
        _events.Heard.Release(SpeechService.Refused.Length);
        using var call = _client.Spell(new Words { Text = SpeechService.Refused });
        var letters = 0;
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Hang))
                letters++;
        });
        Assert.Equal(SpeechService.Refused.Length, letters);
        AssertRefusal(error);
    }

    [Fact]
    public async Task A_method_that_the_service_does_not_have_is_unimplemented()
    {
        var words = Marshallers.Create(message => message.ToByteArray(), Words.Parser.ParseFrom);
        var method = new Method<Words, Words>(MethodType.Unary, "speech.Speech", "Shout", words, words);
        using var call = _channel.CreateCallInvoker().AsyncUnaryCall(method, null, default, new Words());
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Hang));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public async Task A_call_that_the_client_cancels_is_cancelled_in_the_service()
    {
        using var cancel = new CancellationTokenSource();
        using var call = _client.SayAsync(new Words { Text = SpeechService.Waited }, cancellationToken: cancel.Token);
        await _events.Began.Task.WaitAsync(Hang);
        await cancel.CancelAsync();
        await _events.Cancelled.Task.WaitAsync(Hang);
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Hang));
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
    }

    [Fact]
    public async Task The_service_knows_the_deadline()
    {
        var said = await _client.SayAsync(
            new Words { Text = SpeechService.Deadline },
            deadline: DateTime.UtcNow.AddMinutes(5)).ResponseAsync.WaitAsync(Hang);
        Assert.Equal("some", said.Text);
    }

    [Fact]
    public async Task A_call_that_is_past_its_deadline_ends_in_both_places()
    {
        // What is compiled with the first call is no part of the time of the second.
        await _client.SayAsync(new Words { Text = "hello" }).ResponseAsync.WaitAsync(Hang);
        using var call = _client.SayAsync(
            new Words { Text = SpeechService.Waited }, deadline: DateTime.UtcNow.AddSeconds(5));
        await _events.Began.Task.WaitAsync(Hang);
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Hang));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        await _events.Cancelled.Task.WaitAsync(Hang);
    }

    [Fact]
    public async Task A_dead_upstream_is_unavailable()
    {
        await _backend.DisposeAsync();
        var error = await Assert.ThrowsAsync<RpcException>(
            () => _client.SayAsync(new Words { Text = "hello" }).ResponseAsync.WaitAsync(Hang));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    private static void AssertRefusal(RpcException error)
    {
        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Equal("not a word: ä", error.Status.Detail);
        Assert.Equal("test", error.Trailers.GetValue("reason"));
    }
}
