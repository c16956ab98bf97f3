namespace ScriptProxy.Tls.OnDemand;

/// <summary>
/// Asks one site's function which hosts it approves of, in the handshakes that ask for them. Belongs to a generation,
/// for it holds the function. Handshakes for one host share an answer, which is remembered for a while; so is a number
/// of hosts that no flood of names exceeds.
/// </summary>
/// <param name="approve">The function, which may throw and hang.</param>
/// <param name="fault">
/// Told of a host that there was no answer for, and what was thrown; null when it took too long.
/// </param>
/// <param name="time">The clock.</param>
public sealed class SiteApprovals(
    Func<string, Task<bool>> approve, Action<string, Exception?> fault, TimeProvider time)
{
    private const int Most = 1000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);
    private readonly Queue<Answer> _inOrder = new();

    /// <summary>How long the function may take.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The answer for a host, in lower case, asked for now unless it is known.</summary>
    public Task<Approval> Ask(string host)
    {
        lock (_answers)
        {
            if (_answers.TryGetValue(host, out var known) && IsGood(known))
                return known.Approval;
            if (_inOrder.Count >= Most && !ForgetOldest())
                return Task.FromResult(Approval.Unanswered);
            var answer = new Answer(host, time.GetTimestamp(), AskNow(host));
            _inOrder.Enqueue(answer);
            _answers[host] = answer;
            return answer.Approval;
        }
    }

    private bool IsGood(Answer answer)
    {
        if (!answer.Approval.IsCompleted)
            return true;

        // It is there, so nothing waits. A fault harms those who waited for it, and no others.
        return answer.Approval.Result != Approval.Unanswered && time.GetElapsedTime(answer.AskedAt) < Remembered;
    }

    private bool ForgetOldest()
    {
        if (!_inOrder.Peek().Approval.IsCompleted)
            return false;
        var oldest = _inOrder.Dequeue();
        if (_answers.TryGetValue(oldest.Host, out var last) && ReferenceEquals(last, oldest))
            _answers.Remove(oldest.Host);
        return true;
    }

    private async Task<Approval> AskNow(string host)
    {
        // On a thread of the pool: it may block, and whoever asks must not.
        var asked = Task.Run(() => approve(host));
        try
        {
            return await asked.WaitAsync(Limit, time) ? Approval.Given : Approval.Refused;
        }
        catch (TimeoutException) when (!asked.IsCompleted)
        {
            fault(host, null);
        }
        catch (Exception exception)
        {
            fault(host, exception);
        }

        return Approval.Unanswered;
    }

    private sealed record Answer(string Host, long AskedAt, Task<Approval> Approval);
}
