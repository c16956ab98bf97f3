namespace ScriptProxy.Sockets.Tests;

public sealed class ReusePoolTests
{
    [Fact]
    public void An_empty_pool_has_nothing() => Assert.Null(new ReusePool<object>(2).Take());

    [Fact]
    public void What_was_kept_is_taken_once()
    {
        var pool = new ReusePool<string>(2);
        pool.Keep("first");
        pool.Keep("second");

        Assert.Equal(["first", "second"], new[] { pool.Take(), pool.Take() }.Order());
        Assert.Null(pool.Take());
    }

    [Fact]
    public void What_is_too_much_is_let_go_of()
    {
        var pool = new ReusePool<object>(1);
        for (var i = 0; i < 1000; i++)
            pool.Keep(new object());

        var count = 0;
        while (pool.Take() is not null)
            count++;
        Assert.InRange(count, 1, Environment.ProcessorCount * 2);
    }

    [Fact]
    public void What_another_processor_brought_back_is_found()
    {
        var pool = new ReusePool<object>(1);

        // Neighbours of four are looked at; with fewer processors, all.
        Parallel.For(0, 1000, _ => pool.Keep(new object()));

        Assert.NotNull(pool.Take());
    }

    [Fact]
    public async Task Nothing_is_lent_twice_at_once()
    {
        var pool = new ReusePool<int[]>(8);
        var twice = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var held = new Queue<int[]>();
            for (var i = 0; i < 100_000; i++)
            {
                var item = pool.Take() ?? new int[1];
                if (Interlocked.Increment(ref item[0]) != 1)
                    Interlocked.Increment(ref twice);
                held.Enqueue(item);
                if (held.Count < 5)
                    continue;
                var old = held.Dequeue();
                Interlocked.Decrement(ref old[0]);
                pool.Keep(old);
            }
        })));

        Assert.Equal(0, twice);
    }
}
