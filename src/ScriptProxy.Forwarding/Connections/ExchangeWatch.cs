using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Forwarding.Connections;

/// <summary>
/// Ends the exchange of a connection when its server is silent for too long or its client leaves. Looked at now and then by the
/// pool's one timer, so that an exchange that is over soon costs neither a timer nor a registration.
/// </summary>
internal sealed class ExchangeWatch(ServerConnection connection, TimeProvider time)
{
    private HttpContext? _client;
    private CancellationTokenRegistration _leaving;
    private bool _isRegistered;
    private TimeSpan _idle;
    private int _serial;
    private int _seenSerial;
    private int _seenActivity;
    private long _seenAt;
    private int _activity;
    private int _state;
    private volatile bool _uploadWaits;
    private volatile bool _downloadWaits;

    // Whoever looks has the exchange for a moment, and cannot once it is over. No lock, as each exchange would pay for two.
    private enum State
    {
        Over,
        Runs,
        IsLookedAt,
    }

    /// <summary>Whether it is the client's turn to send more of its body.</summary>
    public bool UploadWaits
    {
        set => _uploadWaits = value;
    }

    /// <summary>Whether it is the client's turn to read more of the answer.</summary>
    public bool DownloadWaits
    {
        set => _downloadWaits = value;
    }

    public void Begin(HttpContext client, TimeSpan idle)
    {
        _client = client;
        _idle = idle;
        _serial++;
        _uploadWaits = _downloadWaits = false;
        Volatile.Write(ref _state, (int)State.Runs);
    }

    /// <summary>From now on this long a silence is allowed.</summary>
    public void Allow(TimeSpan idle)
    {
        _idle = idle;
        _activity++;
    }

    /// <summary>The exchange is over: afterwards nothing of it can end the connection.</summary>
    public void End()
    {
        TryMove(State.Over);
        _client = null;
        if (!_isRegistered)
            return;
        var leaving = _leaving;
        _leaving = default;
        _isRegistered = false;
        leaving.Unregister();
    }

    /// <summary>Bytes have moved.</summary>
    public void Touch() => _activity++;

    public void Look()
    {
        if (!TryMove(State.IsLookedAt))
            return;
        CancellationToken? left = null;
        var timedOut = false;
        var serial = _serial;
        try
        {
            if (serial == _seenSerial && !_isRegistered)
            {
                _isRegistered = true;
                left = _client!.RequestAborted;
            }

            timedOut = IsSilent() && connection.Mark(ConnectionEnd.TimedOut);
        }
        finally
        {
            LookAway();
        }

        if (timedOut)
            connection.CloseWire();
        else if (left is { CanBeCanceled: true } token)
            Register(serial, token);
    }

    private bool IsSilent()
    {
        var now = time.GetTimestamp();
        if (_serial == _seenSerial && _activity == _seenActivity && !_uploadWaits && !_downloadWaits)
            return time.GetElapsedTime(_seenAt, now) >= _idle;
        _seenSerial = _serial;
        _seenActivity = _activity;
        _seenAt = now;
        return false;
    }

    // Not while looking: a token that is cancelled already calls back at once.
    private void Register(int serial, CancellationToken token)
    {
        var registration = token.UnsafeRegister(
            static state =>
            {
                var (watch, serial) = ((ExchangeWatch, int))state!;
                watch.Leave(serial);
            },
            (this, serial));
        var isIts = false;
        if (TryMove(State.IsLookedAt))
        {
            isIts = _serial == serial;
            if (isIts)
                _leaving = registration;
            LookAway();
        }

        if (!isIts)
            registration.Unregister();
    }

    private void Leave(int serial)
    {
        if (!TryMove(State.IsLookedAt))
            return;
        var isEnded = _serial == serial && connection.Mark(ConnectionEnd.ClientLeft);
        LookAway();
        if (isEnded)
            connection.CloseWire();
    }

    // False when it is over.
    private bool TryMove(State to)
    {
        var wait = default(SpinWait);
        while (true)
        {
            var seen = (State)Interlocked.CompareExchange(ref _state, (int)to, (int)State.Runs);
            if (seen != State.IsLookedAt)
                return seen == State.Runs;
            wait.SpinOnce();
        }
    }

    private void LookAway() => Volatile.Write(ref _state, (int)State.Runs);
}
