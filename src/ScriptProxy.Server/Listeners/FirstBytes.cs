using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ScriptProxy.Server.Listeners;

/// <summary>Looks at how a client begins, and leaves the bytes for the server that is then chosen.</summary>
/// <param name="idle">How long a client may say nothing; null for as long as it likes.</param>
/// <param name="begun">How long it may then take to say enough; null for as long as it likes.</param>
internal sealed class FirstBytes(TimeSpan? idle, TimeSpan? begun)
{
    /// <summary>
    /// The version that the client speaks; none when it has gone, took too long, or the listener stops.
    /// </summary>
    public async Task<HttpProtocols> Read(ConnectionContext connection)
    {
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested
            ?? default;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(idle ?? Timeout.InfiniteTimeSpan);
        try
        {
            return await Read(connection.Transport.Input, limit);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return HttpProtocols.None;
        }
    }

    private async Task<HttpProtocols> Read(PipeReader input, CancellationTokenSource limit)
    {
        while (true)
        {
            var read = await input.ReadAsync(limit.Token);
            var spoken = read.IsCompleted ? HttpProtocols.Http1 : SpokenIn(read.Buffer);
            input.AdvanceTo(read.Buffer.Start, spoken == HttpProtocols.None ? read.Buffer.End : read.Buffer.Start);
            if (spoken != HttpProtocols.None)
                return spoken;
            limit.CancelAfter(begun ?? Timeout.InfiniteTimeSpan);
        }
    }

    // None while it may still become the preface.
    private static HttpProtocols SpokenIn(ReadOnlySequence<byte> said)
    {
        var preface = "PRI * HTTP/2.0"u8;
        Span<byte> begin = stackalloc byte[preface.Length];
        var length = (int)Math.Min(said.Length, preface.Length);
        said.Slice(0, length).CopyTo(begin);
        if (!preface.StartsWith(begin[..length]))
            return HttpProtocols.Http1;
        return length == preface.Length ? HttpProtocols.Http2 : HttpProtocols.None;
    }
}
