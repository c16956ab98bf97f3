using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Forwarding.Connections;

/// <summary>
/// Ends the exchange of a connection when its server is silent for too long or its client leaves. Looked at now and then by the
/// pool's one timer, so that an exchange that is over soon costs neither a timer nor a registration.
/// </summary>
internal sealed class ExchangeWatch(ServerConnection connection, TimeProvider time)
{
    private readonly Lock _gate = new();
    private HttpContext? _client;
    private CancellationTokenRegistration _leaving;
    private bool _isRegistered;
    private TimeSpan _idle;
    private int _serial;
    private int _seenSerial;
    private int _seenActivity;
    private long _seenAt;
    private int _activity;
    private volatile bool _uploadWaits;
    private volatile bool _downloadWaits;

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
        lock (_gate)
        {
            _client = client;
            _idle = idle;
            _serial++;
            _uploadWaits = _downloadWaits = false;
        }
    }

    /// <summary>From now on this long a silence is allowed.</summary>
    public void Allow(TimeSpan idle)
    {
        lock (_gate)
        {
            _idle = idle;
            _activity++;
        }
    }

    /// <summary>The exchange is over: afterwards nothing of it can end the connection.</summary>
    public void End()
    {
        CancellationTokenRegistration leaving;
        lock (_gate)
        {
            _client = null;
            leaving = _leaving;
            _leaving = default;
            _isRegistered = false;
        }

        leaving.Unregister();
    }

    /// <summary>Bytes have moved.</summary>
    public void Touch() => _activity++;

    public void Look()
    {
        CancellationToken? left = null;
        var timedOut = false;
        int serial;
        lock (_gate)
        {
            if (_client is null)
                return;
            serial = _serial;
            if (serial == _seenSerial && !_isRegistered)
            {
                _isRegistered = true;
                left = _client.RequestAborted;
            }

            timedOut = IsSilent() && connection.Mark(ConnectionEnd.TimedOut);
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

    // Not within the gate: a token that is cancelled already calls back at once.
    private void Register(int serial, CancellationToken token)
    {
        var registration = token.UnsafeRegister(
            static state =>
            {
                var (watch, serial) = ((ExchangeWatch, int))state!;
                watch.Leave(serial);
            },
            (this, serial));
        lock (_gate)
        {
            if (_client is not null && _serial == serial)
            {
                _leaving = registration;
                return;
            }
        }

        registration.Unregister();
    }

    private void Leave(int serial)
    {
        lock (_gate)
        {
            if (_client is null || _serial != serial || !connection.Mark(ConnectionEnd.ClientLeft))
                return;
        }

        connection.CloseWire();
    }
}
