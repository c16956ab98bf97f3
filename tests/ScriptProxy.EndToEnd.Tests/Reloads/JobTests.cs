using System.Globalization;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

/// <summary>The <c>Every</c> jobs of a generation.</summary>
public sealed class JobTests
{
    private const string Counters =
        "Map(\"/{name}\").Handle(http => Results.Text(Shared.Counter(http.Route(\"name\")!).Value.ToString()));\n";

    private const string Next = Counters + "OnUnload(() => { });";

    [Fact]
    public async Task A_job_that_takes_longer_than_its_period_never_overlaps_itself()
    {
        await using var proxy = await RunningProxy.Start(Counters +
            """
            Every("1ms", async stop =>
            {
                if (Shared.Counter("inside").Increment() > 1)
                    Shared.Counter("overlaps").Increment();
                await Task.Delay(20, CancellationToken.None);
                Shared.Counter("inside").Increment(-1);
                Shared.Counter("runs").Increment();
            });
            """);
        await Polling.BecomesTrue(async () => await Count(proxy, "runs") >= 5);
        Assert.Equal(0, await Count(proxy, "overlaps"));
    }

    [Fact]
    public async Task A_job_stops_at_the_switch_even_while_a_request_holds_its_generation()
    {
        await using var proxy = await RunningProxy.Start(Counters +
            """
            Every("5ms", stop => { Shared.Counter("runs").Increment(); return Task.CompletedTask; });
            Every("1ms", async stop =>
            {
                Shared.Counter("waits").Increment();
                try { await Task.Delay(-1, stop); } finally { Shared.Counter("stopped").Increment(); }
            });
            OnUnload(() => Shared.Counter("unloaded").Increment());
            Map("/slow").Handle(async http =>
            {
                Shared.Counter("begun").Increment();
                while (Shared.Counter("go").Value == 0)
                    await Task.Delay(10);
                return Results.Text("slow");
            });
            """);
        await Polling.BecomesTrue(async () => await Count(proxy, "runs") > 0 && await Count(proxy, "waits") > 0);
        var slow = proxy.GetText("/slow");
        await Polling.Becomes(1L, () => Count(proxy, "begun"));
        proxy.Save(Next + "Map(\"/go\").Handle(http => { Shared.Counter(\"go\").Increment(); return Results.Ok(); });");
        Assert.Empty(await proxy.Reload());
        await Polling.Becomes(1L, () => Count(proxy, "stopped"));

        await Polling.BecomesTrue(async () =>
        {
            var runs = await Count(proxy, "runs");
            await Task.Delay(300);
            return await Count(proxy, "runs") == runs;
        });
        Assert.Equal(0, await Count(proxy, "unloaded"));

        using var go = await proxy.Get("/go");
        Assert.Equal("slow", await slow);
        await Polling.Becomes(1L, () => Count(proxy, "unloaded"));
    }

    [Fact]
    public async Task A_job_that_ignores_its_token_is_logged_and_holds_only_its_own_assembly()
    {
        await using var proxy = await RunningProxy.Start(
            Counters +
            """
            Every("1ms", async stop =>
            {
                Shared.Counter("inside").Increment();
                while (Shared.Counter("go").Value == 0)
                    await Task.Delay(10, CancellationToken.None);
                stop.ThrowIfCancellationRequested();
            });
            OnUnload(() => Shared.Counter("unloaded").Increment());
            """,
            "[log]\nlevel = \"warning\"\naccess = \"off\"");
        await Polling.Becomes(1L, () => Count(proxy, "inside"));
        var old = LoadContexts.Named(proxy.Folder.At("site.csx"));

        proxy.Save(Next + "Map(\"/go\").Handle(http => { Shared.Counter(\"go\").Increment(); return Results.Ok(); });");
        Assert.Empty(await proxy.Reload());
        await Polling.Becomes(1L, () => Count(proxy, "unloaded"));
        Assert.Contains("ignores its cancellation token", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
        Assert.False(LoadContexts.Collected(old));

        using var go = await proxy.Get("/go");
        await Polling.BecomesTrue(() => LoadContexts.Collected(old));
    }

    [Fact]
    public async Task A_job_that_throws_is_logged_with_its_line_and_runs_again()
    {
        await using var proxy = await RunningProxy.Start(Counters +
            """
            Every("1ms", stop => {
                if (Shared.Counter("runs").Increment() == 1) throw new InvalidOperationException("once");
                return Task.CompletedTask;
            });
            """);
        await Polling.BecomesTrue(async () => await Count(proxy, "runs") > 2);
        var line = Assert.Single(proxy.Log.Lines);
        Assert.Contains("site.csx(3): site 'test': job threw", line, StringComparison.Ordinal);
        Assert.EndsWith("InvalidOperationException: once", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_on_the_token_that_throws_is_logged_and_the_generation_unloads_all_the_same()
    {
        await using var proxy = await RunningProxy.Start(Counters +
            """
            Every("1ms", async stop =>
            {
                stop.Register(() => throw new InvalidOperationException("callback"));
                Shared.Counter("registered").Increment();
                await Task.Delay(-1, stop);
            });
            OnUnload(() => Shared.Counter("unloaded").Increment());
            """);
        await Polling.Becomes(1L, () => Count(proxy, "registered"));
        var old = LoadContexts.Named(proxy.Folder.At("site.csx"));
        proxy.Save(Next);
        Assert.Empty(await proxy.Reload());
        await Polling.Becomes(1L, () => Count(proxy, "unloaded"));
        Assert.Contains(
            "InvalidOperationException: callback", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
        await Polling.BecomesTrue(() => LoadContexts.Collected(old));
    }

    private static async Task<long> Count(RunningProxy proxy, string name) =>
        long.Parse(await proxy.GetText($"/{name}"), CultureInfo.InvariantCulture);
}
