namespace ScriptProxy.EndToEnd.Tests.LongConnections.Rpc;

/// <summary>What the test and the service let each other know beside the calls.</summary>
internal sealed class SpeechEvents
{
    /// <summary>Released for each letter that has arrived.</summary>
    public SemaphoreSlim Heard { get; } = new(0);

    public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
