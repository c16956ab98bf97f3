using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class SchedulingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_request_that_holds_an_I_O_thread_is_told_of_once_by_its_route()
    {
        await using var proxy = await Start("inline", Holding());
        var held = proxy.GetText("/held/a");
        await Eventually.Holds(() => proxy.Log.Lines.Count > 0);
        await Task.Delay(Looks(3));
        _folder.Write("go", "");

        Assert.Equal("held", await held);
        Assert.StartsWith(
            "scheduling: site 'test', route '/held/{name}': a request has held an I/O thread for 500 ms",
            Assert.Single(proxy.Log.Lines),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_thread_pool_it_may()
    {
        await using var proxy = await Start("pool", Holding());
        var held = proxy.GetText("/held/a");
        await Task.Delay(Looks(4));
        _folder.Write("go", "");

        Assert.Equal("held", await held);
        Assert.Empty(proxy.Log.Lines);
    }

    [Fact]
    public async Task A_reload_does_not_change_it_and_says_so()
    {
        await using var proxy = await Start("inline", """Map("/").Respond("ok");""");
        var toml = await File.ReadAllTextAsync(proxy.Folder.At("proxy.toml"));
        proxy.Folder.Write("proxy.toml", toml.Replace("\"inline\"", "\"pool\"", StringComparison.Ordinal));
        var found = Assert.Single(await proxy.Reload());
        Assert.EndsWith(
            "warning SP4025: scheduling stays \"inline\" until the proxy is restarted", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reload_that_leaves_it_out_is_told_of_in_the_file()
    {
        await using var proxy = await Start("pool", """Map("/").Respond("ok");""");
        var file = proxy.Folder.At("proxy.toml");
        var toml = await File.ReadAllTextAsync(file);
        proxy.Folder.Write("proxy.toml", toml.Replace("scheduling = \"pool\"", "", StringComparison.Ordinal));
        var found = Assert.Single(await proxy.Reload());
        Assert.Equal(
            $"{file}: warning SP4025: scheduling stays \"pool\" until the proxy is restarted", found.ToString());
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_does_not_leave_it_out()
    {
        await using var proxy = await Start("pool", """Map("/").Respond("ok");""");
        proxy.Folder.Write("proxy.toml", "[listener.http");
        Assert.DoesNotContain(await proxy.Reload(), problem => problem.Code == "SP4025");
    }

    public void Dispose() => _folder.Dispose();

    private static Task<RunningProxy> Start(string scheduling, string script) => RunningProxy.Start(
        script, $"[proxy]\nwatch = false\nscheduling = \"{scheduling}\"\n[log]\naccess = \"off\"\nlevel = \"warning\"");

    // Holds its thread until it is told to let go, as code does that blocks.
    private string Holding() => $$"""
        #pragma warning disable SP2011
        Map("/held/{name}").Handle(http =>
        {
            while (!File.Exists("{{_folder.At("go")}}"))
                Thread.Sleep(10);
            return Results.Text("held");
        });
        """;

    private static TimeSpan Looks(int count) => TimeSpan.FromMilliseconds(500 * count);
}
