namespace ScriptProxy.Tls.Ordering;

/// <summary>Tells whoever asked for an order what came of it.</summary>
internal sealed class OrderEnds
{
    private TaskCompletionSource<OrderState> _next = New();

    /// <summary>Ends with the next order that ends.</summary>
    public Task<OrderState> Next => Volatile.Read(ref _next).Task;

    /// <summary>An order has ended.</summary>
    public void Tell(OrderState state) => Interlocked.Exchange(ref _next, New()).TrySetResult(state);

    /// <summary>There will be no order any more.</summary>
    public void GiveUp() => Volatile.Read(ref _next).TrySetCanceled();

    private static TaskCompletionSource<OrderState> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
