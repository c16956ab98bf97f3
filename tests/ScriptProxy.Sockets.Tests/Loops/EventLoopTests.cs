using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Sockets.Loops;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Tests.Loops;

public sealed class EventLoopTests
{
    [Fact]
    public async Task Work_that_throws_keeps_nothing_else_from_being_done()
    {
        using var loops = new EventLoops(NullLogger.Instance, 1);
        var work = new Work(() => throw new InvalidOperationException());
        var next = new Work(() => { });

        loops.Next().Post(work);
        loops.Next().Post(next);

        await next.Done.WaitAsync(LoopServer.Patience);
    }

    [Fact]
    public async Task A_handler_that_throws_costs_its_own_socket_only()
    {
        await using var server = new LoopServer();
        var (first, failing) = await server.Connect();
        var (second, _) = await server.Connect();
        using var owned = first;
        using var other = second;
        var loop = server.Loops.All[0];
        var entry = new ThrowingEntry();

        Assert.Equal(0, loop.TryAdd(entry, (int)first.Handle, EpollEvents.Out));
        await entry.HasFailed.WaitAsync(LoopServer.Patience);
        loop.Remove(entry, (int)first.Handle);

        var next = new Work(() => { });
        loop.Post(next);
        await next.Done.WaitAsync(LoopServer.Patience);
        failing.Abort();
    }

    [Fact]
    public async Task What_one_handler_puts_into_its_context_is_not_found_by_the_next()
    {
        using var loops = new EventLoops(NullLogger.Instance, 1);
        var local = new AsyncLocal<string?>();
        string? found = "not looked at";
        var looks = new Work(() => found = local.Value);

        loops.Next().Post(new Work(() => local.Value = "secret"));
        loops.Next().Post(looks);

        await looks.Done.WaitAsync(LoopServer.Patience);
        Assert.Null(found);
    }

    [Fact]
    public async Task What_is_posted_to_a_loop_that_has_ended_is_done_nevertheless()
    {
        var loops = new EventLoops(NullLogger.Instance, 1);
        loops.Dispose();
        await Task.Delay(50);
        var work = new Work(() => { });

        loops.Next().Post(work);

        await work.Done.WaitAsync(LoopServer.Patience);
    }

    private sealed class Work(Action action) : ILoopWork
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public void Run()
        {
            action();
            _done.SetResult();
        }
    }

    private sealed class ThrowingEntry : LoopEntry
    {
        private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasFailed => _failed.Task;

        public override void Happened(uint events) => throw new InvalidOperationException();

        public override void Failed() => _failed.TrySetResult();
    }
}
