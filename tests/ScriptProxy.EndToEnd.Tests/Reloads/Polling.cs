using System.Diagnostics;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

/// <summary>Waits for what a reload brings about; the limit is only there to end a hang.</summary>
internal static class Polling
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task Becomes<T>(T expected, Func<Task<T>> look)
    {
        var began = Stopwatch.GetTimestamp();
        var seen = await look();
        while (!Equals(expected, seen) && Stopwatch.GetElapsedTime(began) < Limit)
        {
            await Task.Delay(20);
            seen = await look();
        }

        Assert.Equal(expected, seen);
        Console.WriteLine($"became '{expected}' after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
    }

    public static Task BecomesTrue(Func<Task<bool>> look) => Becomes(true, look);

    public static Task BecomesTrue(Func<bool> look) => Becomes(true, () => Task.FromResult(look()));
}
