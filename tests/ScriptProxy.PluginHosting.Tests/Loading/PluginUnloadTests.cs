using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ScriptProxy.PluginHosting.Tests.Fixtures;

namespace ScriptProxy.PluginHosting.Tests.Loading;

public sealed class PluginUnloadTests : IDisposable
{
    private readonly PluginWorkshop _workshop = new();

    [Fact]
    public async Task Fifty_generations_leave_nothing_behind()
    {
        _workshop.Drop("Busy.dll", """
            public sealed class BusyOptions { public string Text { get; set; } = "x"; }
            public sealed class Busy : IProxyPlugin, IAsyncDisposable
            {
                private Task _work = Task.CompletedTask;
                public void Configure(IPluginBuilder plugin)
                {
                    var options = plugin.Options<BusyOptions>();
                    plugin.Log.LogInformation("{Options}", options);
                    plugin.AddMiddleware("busy", (http, next) =>
                    {
                        http.Items["busy"] = options;
                        return next(http);
                    });
                    plugin.AddBalancer("busy", (http, servers) => servers[options.Text.Length - 1]);
                    _work = Task.Delay(Timeout.Infinite, plugin.Stopping).ContinueWith(_ => { });
                }
                public async ValueTask DisposeAsync() => await _work;
            }
            """);

        await AllDie(50);
    }

    [Fact]
    public async Task A_dependency_goes_with_its_plugin()
    {
        var maps = _workshop.Drop(
            "Geo/Maps.dll", "public static class Maps { public static readonly object Gate = new(); }");
        _workshop.Drop("Geo/Geo.dll", """
            public sealed class Geo : IProxyPlugin
            {
                public void Configure(IPluginBuilder plugin) =>
                    plugin.AddMiddleware(Maps.Gate.ToString()!, (http, next) => next(http));
            }
            """, maps);

        await AllDie(5);
    }

    [Theory]
    [InlineData("throw new OwnException();")]
    [InlineData("plugin.Stopping.Register(() => throw new OwnException());")]
    [InlineData("foreach (var name in \"aa\") plugin.AddBalancer(name.ToString(), (http, servers) => null);")]
    public async Task A_plugin_that_failed_is_unloaded_as_well(string code)
    {
        _workshop.Drop("Bad.dll", $$"""
            public sealed class OwnException : Exception;
            public sealed class Bad : IProxyPlugin, IDisposable
            {
                public void Configure(IPluginBuilder plugin) { {{code}} }
                public void Dispose() => throw new OwnException();
            }
            """);

        await AllDie(5);
    }

    [Fact]
    public async Task A_plugin_whose_constructor_failed_is_unloaded_as_well()
    {
        _workshop.Drop("Bad.dll", """
            public sealed class Bad : IProxyPlugin
            {
                public Bad() => throw new IOException("no disk");
                public void Configure(IPluginBuilder plugin) { }
            }
            """);

        await AllDie(5);
    }

    [Fact]
    public async Task A_plugin_that_took_too_long_is_unloaded_once_it_heeds_Stopping()
    {
        using var hurried = new PluginWorkshop { Limit = TimeSpan.FromMilliseconds(200) };
        hurried.DropConfiguring("Slow", "plugin.Stopping.WaitHandle.WaitOne();");

        Assert.All(await Generations(hurried, 2), Dies);
    }

    [Fact]
    public async Task The_working_copies_are_deleted()
    {
        _workshop.DropConfiguring("Geo", "");
        string copy;
        await using (var set = _workshop.Load())
        {
            copy = Assert.Single(set.Offers.Assemblies).File;
            Assert.True(File.Exists(copy));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(copy)));
    }

    public void Dispose() => _workshop.Dispose();

    private async Task AllDie(int times)
    {
        var contexts = await Generations(_workshop, times);
        Assert.Equal(times, contexts.Count);
        Assert.All(contexts, Dies);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> Generations(PluginWorkshop workshop, int times)
    {
        var contexts = new List<WeakReference>();
        for (var i = 0; i < times; i++)
        {
            var set = workshop.Load();
            contexts.AddRange(ContextsOf(set));
            await set.DisposeAsync();
        }

        return contexts;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IEnumerable<WeakReference> ContextsOf(PluginSet set) =>
    [
        .. set.Offers.Assemblies.Select(offer => new WeakReference(AssemblyLoadContext.GetLoadContext(offer.Assembly))),
    ];

    private static void Dies(WeakReference context)
    {
        for (var i = 0; context.IsAlive && i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }
}
