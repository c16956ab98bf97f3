using ScriptProxy.PluginHosting.Tests.Fixtures;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

/// <summary>The taking down of a generation, or of one that never served.</summary>
public sealed class CleanUpTests
{
    private const string Counter =
        "Map(\"/\").Handle(http => Results.Text($\"{Shared.Counter(\"unloaded\").Value}\"));\n";
    private const string CountsItself = Counter + "OnUnload(() => Shared.Counter(\"unloaded\").Increment());";

    [Theory]
    [InlineData("[upstream.app]\nservers = [\"echo:\"]\nbalance = \"no-such\"")]
    [InlineData("[site.other]\nhosts = [\"other.test\"]\nscript = \"missing.csx\"")]
    public async Task OnUnload_runs_for_the_scripts_of_a_load_that_is_refused(string wrong)
    {
        await using var proxy = await RunningProxy.Start(Counter);
        proxy.Save(CountsItself);
        proxy.WriteToml(wrong);
        Assert.NotEmpty(await proxy.Reload());
        Assert.Equal("1", await proxy.GetText("/"));
    }

    [Fact]
    public async Task OnUnload_runs_for_the_scripts_of_a_load_whose_listener_cannot_be_bound()
    {
        await using var other = new RawBackend();
        await using var proxy = await RunningProxy.Start(Counter);
        proxy.Save(CountsItself);
        proxy.WriteToml($"[listener.second]\naddress = \"127.0.0.1:{other.Port}\"");
        Assert.Equal("SP4001", Assert.Single(await proxy.Reload()).Code);
        Assert.Equal("1", await proxy.GetText("/"));
    }

    [Fact]
    public async Task The_assemblies_of_a_load_that_is_refused_are_collected()
    {
        await using var proxy = await RunningProxy.Start(Counter);
        var running = LoadContexts.Named(proxy.Folder.At("site.csx")).Count;
        proxy.Save(CountsItself);
        proxy.WriteToml("[upstream.app]\nservers = [\"echo:\"]\nbalance = \"no-such\"");
        Assert.NotEmpty(await proxy.Reload());
        await Polling.BecomesTrue(() =>
        {
            LoadContexts.Collected([]);
            return LoadContexts.Named(proxy.Folder.At("site.csx")).Count == running;
        });
    }

    [Fact]
    public async Task An_OnUnload_that_throws_is_logged_and_the_others_run()
    {
        await using var proxy = await RunningProxy.Start(
            "OnUnload(() => throw new InvalidOperationException(\"first\"));" + CountsItself);
        var old = LoadContexts.Named(proxy.Folder.At("site.csx"));
        proxy.Save(Counter);
        Assert.Empty(await proxy.Reload());
        await Polling.Becomes("1", () => proxy.GetText("/"));
        Assert.Contains(
            "site 'test': OnUnload threw InvalidOperationException: first",
            Assert.Single(proxy.Log.Lines),
            StringComparison.Ordinal);
        await Polling.BecomesTrue(() => LoadContexts.Collected(old));
    }

    [Theory]
    [InlineData(
        "ThrowsInDispose", "public void Dispose() => throw new InvalidOperationException(\"no\");", "Disposing")]
    [InlineData("ThrowsInStopping", "public void Dispose() { }", "A callback on Stopping")]
    public async Task A_plugin_that_throws_at_its_end_is_logged_and_unloads_all_the_same(
        string name, string dispose, string step)
    {
        await using var proxy = await RunningProxy.Start(Counter);
        PluginCompiler.Compile(proxy.Folder.At($"plugins/{name}.dll"), $$"""
            public sealed class {{name}} : IProxyPlugin, IDisposable
            {
                public void Configure(IPluginBuilder plugin)
                {
                    if (plugin.Name == "ThrowsInStopping")
                        plugin.Stopping.Register(() => throw new InvalidOperationException("no"));
                }

                {{dispose}}
            }
            """);
        Assert.Empty(await proxy.Reload());
        var old = LoadContexts.Named(name);
        Assert.Single(old);

        File.Delete(proxy.Folder.At($"plugins/{name}.dll"));
        Assert.Empty(await proxy.Reload());
        await Polling.BecomesTrue(() => LoadContexts.Collected(old));
        Assert.StartsWith($"plugin.{name}: {step}", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
        Assert.Equal("0", await proxy.GetText("/"));
    }
}
