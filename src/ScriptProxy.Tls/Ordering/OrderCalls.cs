namespace ScriptProxy.Tls.Ordering;

/// <summary>
/// Takes calls for an order now, wakes the name's keeper for them, and tells whoever waits what came of it.
/// </summary>
internal sealed class OrderCalls
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(12);

    private readonly Lock _changing = new();
    private TaskCompletionSource<OrderState> _end = NewEnd();
    private TaskCompletionSource _woken = NewWoken();
    private volatile bool _isWanted;

    /// <summary>Whether an order was called for that has not succeeded since.</summary>
    public bool IsWanted => _isWanted;

    /// <summary>Ends with the next order that ends; cancelled when there will be none.</summary>
    public Task<OrderState> End => Volatile.Read(ref _end).Task;

    /// <summary>Calls for an order, which may be under way already; returns its end.</summary>
    public Task<OrderState> Call()
    {
        lock (_changing)
        {
            _isWanted = true;
            _woken.TrySetResult();
            return _end.Task;
        }
    }

    /// <summary>
    /// An order has ended, which answers all calls so far. One that was called for and failed is still wanted.
    /// </summary>
    public void Tell(OrderState state)
    {
        lock (_changing)
        {
            _isWanted &= state.Failure is not null;
            if (_woken.Task.IsCompleted)
                _woken = NewWoken();
            Answer(state);
        }
    }

    /// <summary>What is wanted was there without an order, unless one was called for.</summary>
    public void TellOfFound(OrderState state)
    {
        lock (_changing)
        {
            if (!_isWanted)
                Answer(state);
        }
    }

    /// <summary>There will be no order any more.</summary>
    public void GiveUp()
    {
        lock (_changing)
            _end.TrySetCanceled();
    }

    /// <summary>Waits until then, or until somebody calls.</summary>
    public async Task Wait(DateTimeOffset until, TimeProvider time, CancellationToken stop)
    {
        var woken = Volatile.Read(ref _woken).Task;
        while (!woken.IsCompleted && until - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            // In parts: the clock may be set, and the machine may sleep.
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(Task.Delay(left < LongestSleep ? left : LongestSleep, time, either.Token), woken);
            await either.CancelAsync();
            stop.ThrowIfCancellationRequested();
        }
    }

    private void Answer(OrderState state)
    {
        var answered = _end;
        _end = NewEnd();
        answered.TrySetResult(state);
    }

    private static TaskCompletionSource<OrderState> NewEnd() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource NewWoken() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
