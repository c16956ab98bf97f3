using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

/// <summary>What outlives a generation when its definition did not change.</summary>
public sealed class SurvivalTests
{
    [Fact]
    public async Task Connections_to_an_unchanged_upstream_are_used_on()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            "Map(\"/{**path}\").To(\"app\");", $"[upstream.app]\nservers = [\"{backend.Url}\"]");
        for (var reload = 0; reload < 5; reload++)
        {
            Assert.Equal("ok", await proxy.GetText("/"));
            proxy.Save($"RequestHeader(\"X-Reload\", \"{reload}\"); Map(\"/{{**path}}\").To(\"app\");");
            Assert.Empty(await proxy.Reload());
        }

        Assert.Equal("ok", await proxy.GetText("/"));
        Assert.Equal("4", backend.LastHeader("X-Reload"));
        Assert.Equal(1, backend.Connections);
    }

    [Fact]
    public async Task A_client_keeps_its_connection()
    {
        await using var proxy = await RunningProxy.Start(Connection("one"));
        var first = await proxy.GetText("/");
        proxy.Save(Connection("two"));
        Assert.Empty(await proxy.Reload());
        Assert.Equal(first.Replace("one", "two", StringComparison.Ordinal), await proxy.GetText("/"));
    }

    [Fact]
    public async Task Counters_count_on()
    {
        const string Script = "Map(\"/\").Handle(http => Results.Text($\"{Shared.Counter(\"hits\").Increment()}\"));";
        await using var proxy = await RunningProxy.Start(Script);
        Assert.Equal("1", await proxy.GetText("/"));
        proxy.Save(Script + " // saved again");
        Assert.Empty(await proxy.Reload());
        Assert.Equal("2", await proxy.GetText("/"));
    }

    [Fact]
    public async Task A_shared_object_is_made_once()
    {
        const string Script =
            """
            var made = Shared.Get("made", () => { Shared.Counter("made").Increment(); return new List<string>(); });
            made.Add("loaded");
            Map("/").Handle(http => Results.Text($"{made.Count} {Shared.Counter("made").Value}"));
            """;
        await using var proxy = await RunningProxy.Start(Script);
        Assert.Equal("1 1", await proxy.GetText("/"));
        Assert.Empty(await proxy.Reload());
        Assert.Equal("2 1", await proxy.GetText("/"));
    }

    private static string Connection(string text) =>
        $"Map(\"/\").Handle(http => Results.Text($\"{text} {{http.Connection.Id}}\"));";
}
