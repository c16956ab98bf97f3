namespace ScriptProxy.EndToEnd.Tests;

/// <summary>Waits for what the proxy does after a client has its answer.</summary>
internal static class Eventually
{
    public static async Task Holds(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(20, limit.Token);
    }

    public static Task Holds(Func<bool> condition) => Holds(() => Task.FromResult(condition()));
}
