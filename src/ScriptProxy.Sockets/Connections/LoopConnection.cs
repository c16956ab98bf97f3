using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using ScriptProxy.Sockets.Loops;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Connections;

/// <summary>A client's connection, as Kestrel wants to have it.</summary>
internal sealed partial class LoopConnection
    : ConnectionContext, ISocketOwner, IDuplexPipe, IThreadPoolWorkItem,
        IConnectionIdFeature, IConnectionTransportFeature, IConnectionItemsFeature, IMemoryPoolFeature,
        IConnectionLifetimeFeature, IConnectionEndPointFeature, ICountedConnection
{
    // As much as Kestrel reads ahead by itself: the end of a client that has sent more is seen only behind that.
    private const int MostReadAhead = 1024 * 1024;

    private static readonly BlockPool Blocks = new();

    private readonly LoopSocket _socket;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionFeatures _features = new();
    private string? _id;
    private EndPoint? _localEndPoint;
    private Exception? _reason;
    private int _isTold;
    private bool _endsLater;

    // Its closed socket and its told end.
    private int _toCome = 2;

    public LoopConnection(LoopSocket socket, EndPoint? remoteEndPoint, ILogger log)
    {
        _socket = socket;
        _log = log;
        Input = new LoopReader(this, socket);
        Output = new LoopWriter(this, socket);
        Transport = this;
        RemoteEndPoint = remoteEndPoint;
        ConnectionClosed = _closed.Token;
        socket.Owner = this;
        _features.Set<IConnectionTransportFeature>(this);
        _features.Set<IConnectionLifetimeFeature>(this);
        _features.Set<IConnectionIdFeature>(this);
        _features.Set<IConnectionItemsFeature>(this);
        _features.Set<IMemoryPoolFeature>(this);
        _features.Set<IConnectionEndPointFeature>(this);
        _features.Set<ICountedConnection>(this);
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId
    {
        get => _id ??= Random.Shared.NextInt64().ToString("X16", CultureInfo.InvariantCulture);
        set => _id = value;
    }

    public override IFeatureCollection Features => _features;

    public override IDictionary<object, object?> Items
    {
        get => field ??= new ConnectionItems();
        set;
    }

    public IByteCounter? Counter { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; }

    public override EndPoint? LocalEndPoint
    {
        get => _localEndPoint ??= _socket.OwnAddress();
        set => _localEndPoint = value;
    }

    public MemoryPool<byte> MemoryPool => Blocks;

    public override void Abort(ConnectionAbortedException abortReason) => End(abortReason, reset: true);

    public override void Abort() => Abort(new ConnectionAbortedException("The connection was aborted."));

    public override async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync();
        await Output.CompleteAsync();
        await _gone.Task;
        _closed.Dispose();
        await base.DisposeAsync();
    }

    public void PeerEnded(bool isBroken)
    {
        if (Volatile.Read(ref _isTold) != 0)
            return;
        _endsLater = !isBroken && _socket.CountUnread() > MostReadAhead;
        if (!_endsLater)
            TellEnd();
    }

    /// <summary>Bytes have been received: the end of a client that has sent so much ahead may be near.</summary>
    public void Received()
    {
        if (_endsLater)
            PeerEnded(isBroken: false);
    }

    /// <summary>What a reading or a sending that failed ends with.</summary>
    public Exception FailureOf(int errno)
    {
        if (errno == Errno.Closed && Volatile.Read(ref _reason) is { } reason)
            return reason;
        var cause = Errno.Exception(errno);
        return new ConnectionResetException(cause.Message, cause);
    }

    /// <summary>All has been sent that was to be.</summary>
    public void Finish() =>
        End(new ConnectionAbortedException("The connection was closed from this side."), reset: false);

    /// <summary>Nothing more can be sent.</summary>
    public void Break(Exception reason) => End(reason, reset: true);

    /// <summary>Tells who asked to be told of its end, whose code is not to run on the loop.</summary>
    public void Execute()
    {
        try
        {
            _closed.Cancel();
        }
        catch (Exception exception)
        {
            // Whatever somebody does about the end of a connection, that ends nevertheless.
            Thrown(_log, exception);
        }

        Came();
    }

    private void End(Exception reason, bool reset)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null)
            return;
        _socket.Close(reset);
        TellEnd();
        Came();
    }

    private void TellEnd()
    {
        if (Interlocked.Exchange(ref _isTold, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Came()
    {
        if (Interlocked.Decrement(ref _toCome) == 0)
            _gone.TrySetResult();
    }

    [LoggerMessage(
        EventId = 4106, Level = LogLevel.Error,
        Message = "what was to be done at the end of a connection has thrown")]
    private static partial void Thrown(ILogger log, Exception exception);
}
