using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Server.Requests;

namespace ScriptProxy.Server.Tests.Requests;

public sealed class StallWatchTests
{
    [Fact]
    public void A_look_that_comes_when_it_has_been_disposed_harms_nothing()
    {
        var time = new LateTimer();
        var watch = new StallWatch(NullLoggerFactory.Instance, time);

        watch.Dispose();

        time.Fire!();
    }

    /// <summary>A clock whose timer was already under way when it was disposed.</summary>
    private sealed class LateTimer : TimeProvider
    {
        public Action? Fire { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Fire = () => callback(state);
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
