using ScriptProxy.PluginHosting.Tests.Fixtures;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

public sealed class UnloadTests
{
    // The folder for copies is the machine's: other test processes may be at the same test, or have been ended in it.
    private static readonly string CopiedOnce = $"CopiedOnce{Guid.NewGuid():N}";

    [Fact]
    public async Task Three_hundred_reloads_with_requests_in_between_leave_nothing_behind()
    {
        const int Reloads = 300;
        await using var proxy = await Lively();
        var scripts = new List<WeakReference>();
        var plugins = new List<WeakReference>();
        for (var i = 0; i < Reloads; i++)
        {
            scripts.AddRange(LoadContexts.Named(proxy.Folder.At("site.csx")));
            plugins.AddRange(LoadContexts.Named(LivelySite.PluginName));
            Assert.Contains("true", await proxy.GetText("/a"), StringComparison.Ordinal);
            using (var answer = await proxy.Get("/app/x"))
            {
                Assert.Contains("two", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                Assert.Equal("some", answer.Headers.GetValues("X-Ticks").Single());
            }

            Assert.Empty(await proxy.Reload());
        }

        Assert.True(scripts.Count >= Reloads);
        Assert.True(plugins.Count >= Reloads);
        await Polling.Becomes($"{Reloads}", () => proxy.GetText("/unloaded"));
        await Polling.BecomesTrue(() => LoadContexts.Collected(scripts));
        await Polling.BecomesTrue(() => LoadContexts.Collected(plugins));
        Assert.Single(LoadContexts.Named(LivelySite.PluginName));
    }

    [Fact]
    public async Task The_copy_of_a_plugin_is_deleted_with_its_generation()
    {
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"ok\");");
        PluginCompiler.Compile(
            proxy.Folder.At($"plugins/{CopiedOnce}.dll"),
            $"public sealed class {CopiedOnce} : IProxyPlugin {{ public void Configure(IPluginBuilder plugin) {{ }} "
            + $"}}");
        Assert.Empty(await proxy.Reload());
        var copy = Assert.Single(Copies());

        Assert.Empty(await proxy.Reload());
        await Polling.BecomesTrue(() => !Directory.Exists(copy));
        Assert.Single(Copies());
        await proxy.Host.StopAsync();
        Assert.Empty(Copies());
    }

    private static string[] Copies() => Directory.GetDirectories(Path.GetTempPath(), $"scriptproxy-{CopiedOnce}-*");

    private static async Task<RunningProxy> Lively()
    {
        var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"none yet\");");
        LivelySite.WriteTo(proxy.Folder);
        proxy.WriteToml(LivelySite.Toml);
        Assert.Empty(await proxy.Reload());
        return proxy;
    }
}
