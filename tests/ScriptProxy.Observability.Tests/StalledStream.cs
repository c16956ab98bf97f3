namespace ScriptProxy.Observability.Tests;

/// <summary>A standard output that takes nothing until it is released, like a terminal after Ctrl+S.</summary>
internal sealed class StalledStream : MemoryStream
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _released = new();

    public Task Reached => _reached.Task;

    public void Release() => _released.Set();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _reached.TrySetResult();
        _released.Wait();
        base.Write(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        _released.Dispose();
        base.Dispose(disposing);
    }
}
