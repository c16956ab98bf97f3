using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Forwarding.Connections;

namespace ScriptProxy.Forwarding.Exchanges;

/// <summary>The body of the client's response, as it is written from what a server sends.</summary>
internal sealed class ClientBody
{
    // What Kestrel lends without asking for more, and what a fast server fills.
    private const int Small = 4096;
    private const int Large = 64 * 1024;

    // RFC 9113 §7.
    private const int InternalError = 2;

    private ServerConnection _connection = null!;
    private HttpContext _http = null!;
    private PipeWriter? _writer;
    private bool _isUnflushed;
    private int _unflushed;
    private bool _wasFlushed;
    private bool _isServers;
    private int _size;

    /// <summary>Whether the response has begun, with its head.</summary>
    public bool HasBegun => _writer is not null;

    /// <summary>Whether nobody reads it any more.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Takes the response of another exchange.</summary>
    public void Take(ServerConnection connection, HttpContext http)
    {
        _connection = connection;
        _http = http;
        _writer = null;
        _isUnflushed = false;
        _unflushed = 0;
        _wasFlushed = false;
        _size = connection.FilledBuffer ? Large : Small;
        HasLeft = false;
    }

    /// <summary>Holds nothing of an exchange that is over, and has nothing to break off.</summary>
    public void Forget()
    {
        _connection = null!;
        _http = null!;
        _writer = null;
    }

    /// <summary>Passes on what has arrived.</summary>
    public ValueTask Write(int count)
    {
        if (_writer is null)
        {
            var beginning = Begin();
            if (!beginning.IsCompletedSuccessfully)
                return WriteWhenBegun(beginning, count);
        }

        Put(count);
        return default;
    }

    /// <summary>Passes on what has arrived, behind which there is nothing more.</summary>
    public ValueTask WriteLast(int count)
    {
        var writing = Write(count);
        return writing.IsCompletedSuccessfully ? End() : EndWhenWritten(writing);
    }

    /// <summary>Waits for more, which goes straight to where the client is sent from. Nothing may have arrived before.</summary>
    /// <param name="most">How much is wanted.</param>
    public ValueTask<int> Receive(long most)
    {
        // What is there goes out together with what has not been sent yet.
        if (_unflushed < Large && _connection.TryFillInto(Room(most).Span) is { } there)
            return new ValueTask<int>(Took(there));
        return FlushAndReceive(most);
    }

    /// <summary>Waits for more to arrive.</summary>
    /// <param name="isStream">Whether the client gets what there is, the head included, while it is waited for.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> Await(bool isStream)
    {
        var fill = _connection.Fill(_size);
        if (isStream && !fill.IsCompleted)
        {
            if (_writer is null)
                await Begin();
            await Flush();
        }

        var count = await fill;
        _size = SizeAfter(count);
        return count;
    }

    /// <summary>
    /// All has been written. The server's own response of which nothing has been sent yet goes out by itself, in one piece; of any
    /// other the rest would be kept back.
    /// </summary>
    public ValueTask End() => _wasFlushed || !_isServers ? Flush() : default;

    /// <summary>Breaks a response off that has begun: half of it must not look like the whole.</summary>
    public void BreakOff()
    {
        if (_writer is null)
            return;
        if (_http.Features.Get<IHttpResetFeature>() is { } stream)
            stream.Reset(InternalError);
        else
            _http.Abort();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FlushAndReceive(long most)
    {
        await Flush();
        return Took(await _connection.FillInto(Room(most)));
    }

    private Memory<byte> Room(long most)
    {
        var room = _writer!.GetMemory((int)Math.Min(most, _size));
        return room.Length > most ? room[..(int)most] : room;
    }

    private int Took(int count)
    {
        if (count <= 0)
            return count;
        _writer!.Advance(count);
        _unflushed += count;
        _isUnflushed = true;
        _size = SizeAfter(count);
        return count;
    }

    private static int SizeAfter(int count) => count >= Small ? Large : Small;

    private ValueTask Begin()
    {
        var body = (IHttpResponseBodyFeature)_http.Features[typeof(IHttpResponseBodyFeature)]!;
        var starting = body.StartAsync();
        if (!starting.IsCompletedSuccessfully)
            return BeginWhenStarted(starting, body);
        Begin(body);
        return default;
    }

    private void Begin(IHttpResponseBodyFeature body)
    {
        _writer = body.Writer;

        // Kestrel's request is all of its features; a middleware may have put another body in its place.
        _isServers = body is IHttpResponseFeature;
        _isUnflushed = true;
    }

    private async ValueTask BeginWhenStarted(Task starting, IHttpResponseBodyFeature body)
    {
        await starting;
        Begin(body);
    }

    private async ValueTask WriteWhenBegun(ValueTask beginning, int count)
    {
        await beginning;
        Put(count);
    }

    private async ValueTask EndWhenWritten(ValueTask writing)
    {
        await writing;
        await End();
    }

    private void Put(int count)
    {
        _writer!.Write(_connection.Unread[..count]);
        _connection.Consume(count);
        _isUnflushed = true;
    }

    private ValueTask Flush()
    {
        if (!_isUnflushed)
            return default;
        _isUnflushed = false;
        _unflushed = 0;
        _wasFlushed = true;
        return Flushed(_writer!.FlushAsync());
    }

    // While the client reads slowly the server is not to blame for being silent.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask Flushed(ValueTask<FlushResult> flush)
    {
        _connection.Watch.DownloadWaits = !flush.IsCompleted;
        var result = await flush;
        HasLeft |= result.IsCompleted;
        _connection.Watch.Touch();
        _connection.Watch.DownloadWaits = false;
    }
}
