namespace ScriptProxy.Proxy.Wires;

/// <summary>Reads from a server for HttpClient, and lets an answer be seen before HttpClient turns to it.</summary>
internal sealed class EarlyReading(Stream server)
{
    // Up to the first digit of the status.
    private const int StatusAt = 9;

    private byte[] _bytes = [];
    private Task<int>? _early;
    private int _taken;
    private Task<int>? _waiting;
    private ReadOnlyMemory<byte> _waitingFor;

    public ValueTask<int> Read(Memory<byte> buffer, CancellationToken stop)
    {
        if (_early is not null)
            return new ValueTask<int>(Take(buffer, stop));
        var read = server.ReadAsync(buffer, stop);
        if (read.IsCompleted)
            return read;

        // HttpClient waits on an idle connection for its end, and would get the beginning of an answer.
        _waiting = read.AsTask();
        _waitingFor = buffer;
        return new ValueTask<int>(_waiting);
    }

    /// <summary>Waits for the first bytes of the answer; whether they are those of an error.</summary>
    public async Task<bool> IsRefusal()
    {
        try
        {
            if (_waiting is { IsCompleted: false })
            {
                var answered = await _waiting;
                return IsRefusal(_waitingFor.Span[..answered]);
            }

            var length = await Begin();
            return IsRefusal(_bytes.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private Task<int> Begin()
    {
        _bytes = new byte[512];
        _taken = 0;
        return _early = server.ReadAsync(_bytes).AsTask();
    }

    private static bool IsRefusal(ReadOnlySpan<byte> answer) =>
        answer.Length > StatusAt && answer.StartsWith("HTTP/1."u8) && (answer[StatusAt] is (byte)'4' or (byte)'5');

    private async Task<int> Take(Memory<byte> buffer, CancellationToken stop)
    {
        var length = await _early!.WaitAsync(stop);
        var count = Math.Min(buffer.Length, length - _taken);
        _bytes.AsMemory(_taken, count).CopyTo(buffer);
        _taken += count;
        if (_taken == length)
            _early = null;
        return count;
    }
}
