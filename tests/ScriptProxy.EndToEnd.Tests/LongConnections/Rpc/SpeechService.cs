using Grpc.Core;

namespace ScriptProxy.EndToEnd.Tests.LongConnections.Rpc;

/// <summary>A gRPC service with a method of each kind. Some words have a meaning of their own.</summary>
internal sealed class SpeechService(SpeechEvents events) : Speech.SpeechBase
{
    public const string Refused = "refuse";
    public const string Waited = "wait";
    public const string Deadline = "deadline";

    public override async Task<Words> Say(Words request, ServerCallContext context)
    {
        if (request.Text == Refused)
            throw Refusal();
        if (request.Text == Waited)
            await Wait(context);
        if (request.Text == Deadline)
            return new Words { Text = context.Deadline == DateTime.MaxValue ? "none" : "some" };
        await context.WriteResponseHeadersAsync(new Metadata { { "language", "en" } });
        context.ResponseTrailers.Add("length", $"{request.Text.Length}");
        return new Words { Text = request.Text };
    }

    public override async Task<Words> Gather(IAsyncStreamReader<Words> requestStream, ServerCallContext context)
    {
        var all = new List<string>();
        while (await requestStream.MoveNext(context.CancellationToken))
            all.Add(requestStream.Current.Text);
        return new Words { Text = string.Join(' ', all) };
    }

    public override async Task Spell(
        Words request, IServerStreamWriter<Words> responseStream, ServerCallContext context)
    {
        foreach (var letter in request.Text)
        {
            await responseStream.WriteAsync(new Words { Text = $"{letter}" }, context.CancellationToken);
            await events.Heard.WaitAsync(context.CancellationToken);
        }

        if (request.Text == Refused)
            throw Refusal();
    }

    public override async Task Talk(
        IAsyncStreamReader<Words> requestStream, IServerStreamWriter<Words> responseStream, ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync(new Metadata { { "language", "en" } });
        while (await requestStream.MoveNext(context.CancellationToken))
            await responseStream.WriteAsync(requestStream.Current, context.CancellationToken);
    }

    private async Task Wait(ServerCallContext context)
    {
        events.Began.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            events.Cancelled.TrySetResult();
            throw;
        }
    }

    private static RpcException Refusal() =>
        new(new Status(StatusCode.FailedPrecondition, "not a word: ä"), new Metadata { { "reason", "test" } });
}
