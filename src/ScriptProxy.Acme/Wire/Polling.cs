namespace ScriptProxy.Acme.Wire;

/// <summary>Asks again until the CA is through, as often and as long as the settings say (RFC 8555, sections 7.4 and 7.5.1).</summary>
internal sealed class Polling(AcmeServerSettings settings, TimeProvider time)
{
    private const int FaultsInARow = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    /// <param name="what">What is waited for, such as "the CA to validate a.example".</param>
    /// <param name="ask">Gets the object as it is now, and how long the CA wants us to wait at least.</param>
    /// <param name="isThrough">Whether there is nothing more to wait for.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<T> Until<T>(
        string what,
        Func<Task<(T Value, TimeSpan? RetryAfter)>> ask,
        Func<T, bool> isThrough,
        CancellationToken stop)
    {
        var started = time.GetTimestamp();
        var wait = FirstWait;
        DateTimeOffset? notBefore = null;
        var faults = 0;
        for (var poll = 0; poll < settings.Polls; poll++)
        {
            TimeSpan? asked;
            try
            {
                (var value, asked) = await ask();
                if (isThrough(value))
                    return value;
                faults = 0;
            }
            catch (AcmeException error) when (error.IsTransient && ++faults < FaultsInARow)
            {
                // What the CA works on goes on while we cannot see it.
                asked = error.RetryAt - time.GetUtcNow();
            }

            var next = asked > wait ? asked.Value : wait;
            if (time.GetElapsedTime(started) + next > settings.PollTimeout)
            {
                notBefore = time.GetUtcNow() + asked;
                break;
            }

            await Task.Delay(next, time, stop);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }

        throw new AcmeException(
            AcmeFault.TimedOut, $"waited {time.GetElapsedTime(started).TotalSeconds:0} seconds in vain for {what}")
        {
            RetryAt = notBefore,
        };
    }
}
