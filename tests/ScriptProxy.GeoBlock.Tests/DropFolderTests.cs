using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.GeoBlock.Tests.Databases;
using ScriptProxy.GeoBlock.Tests.Fakes;
using ScriptProxy.PluginHosting;
using ScriptProxy.Testing;

namespace ScriptProxy.GeoBlock.Tests;

public sealed class DropFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_build_drops_a_plugin_that_answers()
    {
        await using var set = LoadAllowing("CA");

        Assert.Empty(set.Diagnostics);
        Assert.Equal(200, await StatusFor(set, "203.0.113.7"));
        Assert.Equal(403, await StatusFor(set, "192.0.2.1"));
    }

    [Fact]
    public async Task It_loads_without_settings_and_offers_nothing()
    {
        await using var set = Load(_ => { });

        Assert.Empty(set.Diagnostics);
        Assert.Contains("GeoBlock", set.Offers.Names);
        Assert.Empty(set.Offers.Middleware);
    }

    [Fact]
    public async Task It_unloads_with_its_database_reader_after_it_was_used()
    {
        var context = await Use();

        for (var i = 0; context.IsAlive && i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }

    public void Dispose() => _folder.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> Use()
    {
        await using var set = LoadAllowing("CA");
        await StatusFor(set, "203.0.113.7");
        var plugin = set.Offers.Assemblies.Single(offer => offer.Assembly.GetName().Name == "GeoBlock").Assembly;
        return new WeakReference(AssemblyLoadContext.GetLoadContext(plugin));
    }

    // The plugin's options type is that of its own load context, which these tests know by name only.
    private PluginSet LoadAllowing(string country)
    {
        var database = new CountryDatabaseWriter().Add("203.0.113.0/24", "CA").Write(_folder.At("test.mmdb"));
        return Load(options =>
        {
            options.GetType().GetProperty(nameof(GeoBlockOptions.Database))!.SetValue(options, new FileInfo(database));
            options.GetType().GetProperty(nameof(GeoBlockOptions.Allow))!.SetValue(options, new[] { country });
        });
    }

    private static PluginSet Load(Action<object> set) => new PluginLibrary().Load(new PluginRequest
    {
        Folder = Path.Combine(Checkout.Root, "plugins"),
        Logs = NullLoggerFactory.Instance,
        BindOptions = (_, type) =>
        {
            var options = Activator.CreateInstance(type)!;
            set(options);
            return (options, []);
        },
    });

    private static Task<int> StatusFor(PluginSet set, string address) =>
        Rules.Of(set.Offers.Middleware.ToDictionary(entry => entry.Key, entry => entry.Value.Code))
            .Use(GeoBlockPlugin.BlockMiddleware)
            .StatusFor(Client.At(address));
}
