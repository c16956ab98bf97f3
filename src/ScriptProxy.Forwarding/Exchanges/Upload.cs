using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding.Bodies;
using ScriptProxy.Forwarding.Connections;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding.Exchanges;

/// <summary>
/// Sends the request, its body beside the reading of the answer: a server may answer, or refuse, before it has all of it
/// (RFC 9112 §9.3).
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Each exchange stops it, which disposes of what it owns.")]
internal sealed class Upload(IForwardRules rules)
{
    private const int PieceSize = 32 * 1024;

    // So much of a body goes out together with the head.
    private const int Small = 16 * 1024;

    // How long a server that was asked may take to say that it wants the body (RFC 9110 §10.1.1).
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private ServerConnection _connection = null!;
    private HttpContext _http = null!;
    private RequestBody _body;
    private long _left;
    private CancellationTokenSource? _stop;
    private PipeReader _reader = null!;
    private Task _sending = Task.CompletedTask;

    /// <summary>Whether the server has been asked whether it wants the body and has not said so.</summary>
    public bool Asks { get; private set; }

    /// <summary>Whether all of the request has been sent.</summary>
    public bool IsThrough { get; private set; }

    /// <summary>What broke off on the client's side; null while nothing has.</summary>
    public Exception? ClientFault { get; private set; }

    /// <summary>The same before anything was sent, as what becomes of the exchange.</summary>
    public ForwardOutcome? Refused => ClientFault is null ? null : ForwardOutcome.Of(ForwardPhase.Client, ClientFault);

    /// <summary>
    /// Sends the head, and as much of the body as is there already; the rest follows by itself. Whether it could be sent.
    /// </summary>
    public ValueTask<bool> Begin(ServerConnection connection, HttpContext http, RequestWriter head, RequestBody body, bool asks)
    {
        _connection = connection;
        _http = http;
        _body = body;
        ClientFault = null;
        Asks = false;
        IsThrough = body == RequestBody.None;
        return IsThrough ? connection.Send(head.Written) : BeginBody(head, asks);
    }

    /// <summary>The server wants the body.</summary>
    public void GoOn()
    {
        if (!Asks)
            return;
        Asks = false;
        Start();
    }

    /// <summary>Waits for what the server says to the question; after a while the body is sent without.</summary>
    public async ValueTask<int> AwaitGo(ValueTask<int> answer)
    {
        var said = answer.AsTask();
        await Task.WhenAny(said, Task.Delay(Patience));
        if (!said.IsCompleted)
            GoOn();
        return await said;
    }

    /// <summary>Nothing more is sent, and the client is not waited for.</summary>
    public ValueTask Stop()
    {
        Asks = false;
        return _stop is null ? default : new ValueTask(Stop(_stop));
    }

    /// <summary>Holds nothing of an exchange that is over.</summary>
    public void Forget()
    {
        _connection = null!;
        _http = null!;
        _reader = null!;
        ClientFault = null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> BeginBody(RequestWriter head, bool asks)
    {
        _left = _body == RequestBody.Length ? _http.Request.ContentLength ?? 0 : long.MaxValue;
        _sending = Task.CompletedTask;
        Asks = asks;
        IsThrough = !asks && TakeAlong(head);
        if (ClientFault is not null)
            return false;

        // One that cannot be sent may have been answered all the same; reading finds it out.
        var isSent = await _connection.Send(head.Written);
        if (!IsThrough && !Asks)
            Start();
        return isSent;
    }

    private async Task Stop(CancellationTokenSource sending)
    {
        if (!_sending.IsCompleted)
        {
            // Not by the token, after which Kestrel takes the reading for one that is still under way, and the rest cannot be skipped.
            await sending.CancelAsync();
            EndReading();
        }

        await _sending;
        sending.Dispose();
        _stop = null;
    }

    private void EndReading()
    {
        try
        {
            _reader.CancelPendingRead();
        }
        catch (Exception)
        {
            // A body that has broken off says so here, too. Its reading ends by itself.
        }
    }

    private void Start()
    {
        _stop = new CancellationTokenSource();
        _reader = _http.Request.BodyReader;
        _sending = SendBody(_reader, _stop.Token);
    }

    // A body that is there already is sent with the head; one that is refused, nothing of the request.
    private bool TakeAlong(RequestWriter head)
    {
        try
        {
            return _left == 0 || (_http.Request.BodyReader.TryRead(out var read) && TakeAlong(head, read.Buffer));
        }
        catch (Exception fault)
        {
            // It may be a middleware's body.
            ClientFault = fault;
            return false;
        }
    }

    private bool TakeAlong(RequestWriter head, in ReadOnlySequence<byte> read)
    {
        if (_left > Small || read.Length > _left)
        {
            // Sent, or told of, where it is read on.
            _http.Request.BodyReader.AdvanceTo(read.Start);
            return false;
        }

        foreach (var segment in read)
            head.Append(segment.Span);
        _left -= read.Length;
        _http.Request.BodyReader.AdvanceTo(read.End);
        return _left == 0;
    }

    private async Task SendBody(PipeReader body, CancellationToken stop)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            while (await SendNext(body, piece, stop))
            {
                // The next one.
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody wants the rest.
        }
        catch (Exception fault)
        {
            ClientFault = fault;
            _connection.Break(ConnectionEnd.ClientLeft);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    // False when there is nothing more to send.
    private async ValueTask<bool> SendNext(PipeReader body, byte[] piece, CancellationToken stop)
    {
        var read = await ReadNext(body);
        if (Wire.CurrentLoop == 0
            && read.Buffer.Length < PieceSize && read.Buffer.Length < _left && !read.IsCompleted && !read.IsCanceled)
        {
            // On the thread that receives the client's bytes, a few at a time, each few of them would be sent by themselves.
            body.AdvanceTo(read.Buffer.Start);
            await Task.Yield();
            read = await body.ReadAsync(CancellationToken.None);
        }

        if (read.IsCanceled)
        {
            body.AdvanceTo(read.Buffer.Start);
            return false;
        }

        _left -= read.Buffer.Length;
        var isSent = false;
        try
        {
            Check(read);
            isSent = await SendRead(read.Buffer, piece, stop);
        }
        finally
        {
            body.AdvanceTo(read.Buffer.End);
        }

        if (!isSent || !read.IsCompleted)
            return isSent;
        IsThrough = _body != RequestBody.Chunked || await _connection.Send(LastChunk(), stop);
        return false;
    }

    private async ValueTask<ReadResult> ReadNext(PipeReader body)
    {
        var reading = body.ReadAsync(CancellationToken.None);
        if (reading.IsCompleted)
            return await reading;
        _connection.Watch.UploadWaits = true;
        try
        {
            return await reading;
        }
        finally
        {
            _connection.Watch.Touch();
            _connection.Watch.UploadWaits = false;
        }
    }

    private ValueTask<bool> SendRead(ReadOnlySequence<byte> read, byte[] piece, CancellationToken stop) =>
        read.IsSingleSegment && _body != RequestBody.Chunked
            ? read.IsEmpty ? new ValueTask<bool>(true) : _connection.Send(read.First, stop)
            : SendPieces(read, piece, stop);

    private async ValueTask<bool> SendPieces(ReadOnlySequence<byte> rest, byte[] piece, CancellationToken stop)
    {
        while (!rest.IsEmpty)
        {
            var count = _body == RequestBody.Chunked
                ? BodyPiece.TakeChunk(ref rest, piece)
                : BodyPiece.Take(ref rest, piece);
            if (!await _connection.Send(piece.AsMemory(0, count), stop))
                return false;
        }

        return true;
    }

    // A middleware may have put another body in place of the client's. More than was announced would be the next request.
    private void Check(in ReadResult read)
    {
        if (_left < 0 || (read.IsCompleted && _left > 0 && _body == RequestBody.Length))
            throw new InvalidOperationException("the request's body is not as long as its Content-Length says");
    }

    private ReadOnlyMemory<byte> LastChunk()
    {
        var last = rules.LastChunk(_http);
        return last.IsEmpty ? BodyPiece.LastChunk : last;
    }
}
