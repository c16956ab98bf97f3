using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding.Bodies;
using ScriptProxy.Forwarding.Connections;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding.Exchanges;

/// <summary>
/// Passes the body of an answer on. The client's response begins with the first byte of it, or, when nobody knows how long it is,
/// before that is waited for: whoever opens a stream wants to know that it is open.
/// </summary>
internal sealed class AnswerBody(IForwardRules rules)
{
    // From here on a chunk is worth reading without looking at it.
    private const int LargeChunk = 4096;

    private readonly ClientBody _client = new();
    private ServerConnection _connection = null!;
    private ChunkParser _chunks;

    /// <summary>Whether the connection can go on behind the body.</summary>
    public bool LeavesOpen { get; private set; }

    /// <summary>Leaves a body where it is that nobody wants.</summary>
    public void Drop(HttpContext http, AnswerHead head) => LeavesOpen = IsEmpty(http, head);

    public ValueTask<ForwardOutcome> Copy(ServerConnection connection, HttpContext http)
    {
        var head = connection.Parser.Head;
        Drop(http, head);

        // A client that gets 205 knows that there is no body (RFC 9110 §15.3.6).
        if (LeavesOpen || head.Status == StatusCodes.Status205ResetContent)
            return new ValueTask<ForwardOutcome>(ForwardOutcome.Done);

        LeavesOpen = head.IsChunked || head.ContentLength is not null;
        _connection = connection;
        _chunks = default;
        _client.Take(connection, http);
        if (head.IsChunked)
            return CopyChunks(http);
        return head.ContentLength is { } length && connection.Unread.Length >= length
            ? CopyWhole((int)length)
            : CopyBytes(head.ContentLength);
    }

    /// <summary>Holds nothing of an exchange that is over.</summary>
    public void Forget()
    {
        _connection = null!;
        _client.Forget();
    }

    /// <summary>Breaks off a response that has begun.</summary>
    public void BreakOff() => _client.BreakOff();

    // RFC 9112 §6.3.
    private static bool IsEmpty(HttpContext http, AnswerHead head) =>
        HttpMethods.IsHead(http.Request.Method)
        || head.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified
        || (head.ContentLength == 0 && !head.IsChunked);

    // Came with the head, as small ones do.
    private ValueTask<ForwardOutcome> CopyWhole(int length)
    {
        var writing = _client.WriteLast(length);
        return writing.IsCompletedSuccessfully ? new ValueTask<ForwardOutcome>(ForwardOutcome.Done) : Written(writing);
    }

    private static async ValueTask<ForwardOutcome> Written(ValueTask writing)
    {
        await writing;
        return ForwardOutcome.Done;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ForwardOutcome> CopyBytes(long? length)
    {
        for (var left = length ?? long.MaxValue; left > 0;)
        {
            var ready = (int)Math.Min(left, _connection.Unread.Length);
            if (ready > 0)
            {
                await _client.Write(ready);
                left -= ready;
                continue;
            }

            var goesStraight = _client.HasBegun;
            var count = await (goesStraight ? _client.Receive(left) : _client.Await(length is null));
            if (count == 0 && length is null)
                break;
            if (count <= 0)
                return Ended(count, $"it ended {left.ToString(CultureInfo.InvariantCulture)} bytes before its Content-Length");
            if (goesStraight)
                left -= count;
            if (_client.HasLeft)
                return ClientLeft();
        }

        await _client.End();
        return ForwardOutcome.Done;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ForwardOutcome> CopyChunks(HttpContext http)
    {
        while (true)
        {
            // Before the response begins the client can still be told that the answer is none.
            if (!_client.HasBegun && FindFault(_chunks, _connection.Unread) is { } early)
                return Broken(early);
            var step = Next(out var ready);
            if (step == ChunkStep.Data)
                await _client.Write(ready);
            else if (step == ChunkStep.Bad)
                return Broken(_chunks.Fault!);
            else if (step == ChunkStep.Last)
                return await ReadTrailers(http);
            else if (await ReadOn() is var count and <= 0)
                return Ended(count, "it ended before its last chunk");
            if (_client.HasLeft)
                return ClientLeft();
        }
    }

    private static string? FindFault(ChunkParser chunks, ReadOnlySpan<byte> rest)
    {
        while (chunks.Next(rest, out var consumed, out _) is var step and not ChunkStep.NeedsMore)
        {
            if (step != ChunkStep.Data)
                return chunks.Fault;
            rest = rest[consumed..];
        }

        return null;
    }

    // Leaves the data to be read.
    private ChunkStep Next(out int ready)
    {
        var step = _chunks.Next(_connection.Unread, out var consumed, out var data);
        ready = data.Length;
        _connection.Consume(consumed - ready);
        return step;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadOn()
    {
        if (!_client.HasBegun || _chunks.DataAhead < LargeChunk)
            return await _client.Await(isStream: true);
        var count = await _client.Receive(_chunks.DataAhead);
        if (count > 0)
            _chunks.Skip(count);
        return count;
    }

    private async ValueTask<ForwardOutcome> ReadTrailers(HttpContext http)
    {
        var parser = _connection.Parser;
        parser.BeginTrailers();
        while (true)
        {
            var step = parser.Parse(_connection.Unread, out var consumed);
            _connection.Consume(consumed);
            if (step == ParseStep.Done)
                break;
            if (step != ParseStep.NeedsMore)
                return Broken(parser.Fault ?? "its trailers are too large");
            var count = await _client.Await(isStream: true);
            if (count <= 0)
                return Ended(count, "it ended in its trailers");
        }

        if (parser.Trailers.Count > 0)
            rules.TakeTrailers(http, parser.Trailers);
        await _client.End();
        return ForwardOutcome.Done;
    }

    private ForwardOutcome Ended(int count, string meaning) => Broken(ServerFault.Describe(_connection, count, meaning));

    private ForwardOutcome Broken(string reason)
    {
        _client.BreakOff();
        return new ForwardOutcome(ForwardPhase.Body, reason);
    }

    private static ForwardOutcome ClientLeft() => new(ForwardPhase.Client, "the client left");
}
