using System.Runtime.CompilerServices;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding.Connections;

/// <summary>
/// One connection to a server. While nobody uses it, whatever arrives, the end included, makes it unfit. A loop knows of that; else
/// it is being read from already, so that asking costs nothing.
/// </summary>
internal sealed class ServerConnection : IDisposable
{
    private readonly Wire _wire;
    private readonly ReceiveBuffer _buffer = new();
    private ValueTask<int> _ahead;
    private bool _readsAhead;
    private int _end;
    private int _isReleased;

    public ServerConnection(Stream stream, TimeProvider time)
    {
        _wire = new Wire(stream);
        Watch = new ExchangeWatch(this, time);
        Since = OpenedAt = time.GetTimestamp();
    }

    public HeadParser Parser { get; } = new();

    /// <summary>The loop that waits for it; 0 for none.</summary>
    public int Loop => _wire.Loop;

    public ExchangeWatch Watch { get; }

    public long OpenedAt { get; }

    /// <summary>Since when it is idle, as exactly as the pool looks after it.</summary>
    public long Since { get; set; }

    /// <summary>Whether it is to be closed rather than kept.</summary>
    public bool IsOld { get; set; }

    /// <summary>Whether an exchange went over it already.</summary>
    public bool IsUsed { get; set; }

    /// <summary>What broke it; null while nothing has.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Why it was ended from here.</summary>
    public ConnectionEnd End => (ConnectionEnd)Volatile.Read(ref _end);

    /// <summary>Whether the last receiving left no room, so that there is probably more.</summary>
    public bool FilledBuffer { get; private set; }

    /// <summary>What has arrived and was not consumed.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.Unread;

    public ReadOnlyMemory<byte> UnreadMemory => _buffer.UnreadMemory;

    /// <summary>Whether it is idle and the server has neither sent anything nor closed it.</summary>
    public bool IsQuiet => End == ConnectionEnd.None && (_wire.IsQuiet ?? (_readsAhead && !_ahead.IsCompleted));

    public void Consume(int count) => _buffer.Consume(count);

    /// <summary>Begins to wait for whatever comes next.</summary>
    public void ReadAhead()
    {
        _buffer.Shrink();
        if (_wire.IsQuiet is not null)
            return;
        try
        {
#pragma warning disable CA2012 // Awaited once, by the first reading of the next exchange, or never.
            _ahead = _wire.Receive(_buffer.Free());
#pragma warning restore CA2012
            _readsAhead = true;
        }
        catch (Exception exception) when (Wire.IsFailure(exception))
        {
            Failure = exception;
        }
    }

    /// <summary>
    /// Waits for more bytes. Whoever does so says what came of it to <see cref="Received"/> or <see cref="Broke"/>.
    /// </summary>
    public ValueTask<int> Receive(int size = ReceiveBuffer.Smallest) => _readsAhead ? TakeAhead() : _wire.Receive(_buffer.Free(size));

    /// <summary>So much has come; 0 for the end.</summary>
    public void Received(int count)
    {
        FilledBuffer = count >= ReceiveBuffer.Smallest;
        _buffer.Received(count);
        Watch.Touch();
    }

    /// <summary>Notes what broke it, and returns a count that says so.</summary>
    public int Broke(Exception failure)
    {
        Failure = failure;
        return -1;
    }

    /// <summary>Waits for more bytes: how many there are; 0 for the end, less when the connection is broken.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> Fill(int size)
    {
        try
        {
            var count = await Receive(size);
            Received(count);
            return count;
        }
        catch (Exception exception) when (Wire.IsFailure(exception))
        {
            return Broke(exception);
        }
    }

    /// <summary>The same, past the buffer, in which there must be nothing left.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> FillInto(Memory<byte> buffer)
    {
        try
        {
            var count = await _wire.Receive(buffer);
            Watch.Touch();
            return count;
        }
        catch (Exception exception) when (Wire.IsFailure(exception))
        {
            return Broke(exception);
        }
    }

    /// <summary>The same for what is there already; null when nothing is known to be.</summary>
    public int? TryFillInto(Span<byte> buffer)
    {
        try
        {
            return _wire.TryReceive(buffer);
        }
        catch (Exception exception) when (Wire.IsFailure(exception))
        {
            return Broke(exception);
        }
    }

    /// <summary>Whether the bytes could be sent.</summary>
    public ValueTask<bool> Send(ReadOnlyMemory<byte> bytes, CancellationToken stop = default)
    {
        var sending = _wire.Send(bytes, stop);
        if (!sending.IsCompletedSuccessfully)
            return Sent(sending);

        // Over already: what has been sent is only to be taken note of.
        sending.GetAwaiter().GetResult();
        Watch.Touch();
        return new ValueTask<bool>(true);
    }

    /// <summary>The same as <see cref="Fill"/>, without holding a buffer while nothing comes.</summary>
    public async ValueTask<int> FillWhenReady(int size)
    {
        _buffer.Shrink(0);
        return await FillInto(Memory<byte>.Empty) < 0 ? -1 : await Fill(size);
    }

    public async ValueTask EndSending()
    {
        try
        {
            await _wire.EndSending();
        }
        catch (Exception exception) when (Wire.IsFailure(exception))
        {
            // The server is gone already, which whoever reads from it finds out.
        }
    }

    /// <summary>Notes why it ends, if nothing else has ended it before.</summary>
    public bool Mark(ConnectionEnd why) => Interlocked.CompareExchange(ref _end, (int)why, 0) == 0;

    /// <summary>Ends what is under way on it. Only after <see cref="Mark"/>.</summary>
    public void CloseWire() => _wire.Dispose();

    /// <summary>Ends what is under way on it.</summary>
    public void Break(ConnectionEnd why)
    {
        if (Mark(why))
            CloseWire();
    }

    /// <summary>Closes it when nobody uses it any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) != 0)
            return;
        Mark(ConnectionEnd.Closed);
        _wire.Dispose();

        // What is still being received into must not be lent to somebody else.
        if (!_readsAhead)
            _buffer.Release();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> Sent(ValueTask sending)
    {
        try
        {
            await sending;
            Watch.Touch();
            return true;
        }
        catch (Exception exception) when (Wire.IsFailure(exception))
        {
            Failure = exception;
            return false;
        }
    }

    private ValueTask<int> TakeAhead()
    {
        var ahead = _ahead;
        _readsAhead = false;
        _ahead = default;
        return ahead;
    }
}
