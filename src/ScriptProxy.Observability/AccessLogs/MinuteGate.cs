namespace ScriptProxy.Observability.AccessLogs;

/// <summary>Lets one message a minute through.</summary>
internal sealed class MinuteGate(TimeProvider time)
{
    private long? _last;

    public bool TryPass()
    {
        if (_last is { } last && time.GetElapsedTime(last) < TimeSpan.FromMinutes(1))
            return false;
        _last = time.GetTimestamp();
        return true;
    }
}
