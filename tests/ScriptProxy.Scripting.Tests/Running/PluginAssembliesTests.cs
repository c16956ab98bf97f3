using System.Runtime.Loader;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Tests.Running;

public sealed class PluginAssembliesTests : IDisposable
{
    private const string Code =
        """
        using ScriptProxy;
        namespace Guard.Rules;
        public static class CountryRules
        {
            public static int Calls;
            public static T RequireCountry<T>(this IProxyRules<T> on, string code) where T : IProxyRules<T>
            {
                Calls++;
                return on.RequestHeader("X-Country", code).Use("nobody-has-this");
            }
        }
        """;

    private readonly Workbench _bench = new();
    private readonly AssemblyLoadContext _context = new("plugin", isCollectible: true);

    public void Dispose()
    {
        _context.Unload();
        _bench.Dispose();
    }

    [Fact]
    public void Calls_the_very_assembly_that_was_loaded_as_a_plugin()
    {
        var loaded = Load("""Map("/a").RequireCountry("CA").To("app");""", out var calls);

        Assert.Equal(1, calls());
        Assert.Equal("SP2144", Assert.Single(loaded.Diagnostics).Code);
    }

    [Fact]
    public void Names_the_line_of_the_script_and_not_that_of_the_plugin()
    {
        var loaded = Load("\n  Site.RequireCountry(\"CA\");", out _);

        var place = Assert.Single(loaded.Diagnostics).Place;
        Assert.Equal((_bench.At("site.csx"), 2, 3), (place.File, place.Line, place.Column));
    }

    private LoadedScript Load(string text, out Func<int> calls)
    {
        var file = Library.Compile(_bench.At("Guard.dll"), Code);
        using var image = new MemoryStream(File.ReadAllBytes(file));
        var plugin = _context.LoadFromStream(image);
        calls = () => (int)plugin.GetType("Guard.Rules.CountryRules")!.GetField("Calls")!.GetValue(null)!;
        var request = _bench.Request(_bench.Write("site.csx", text)) with { Plugins = [(plugin, file)] };
        return _bench.Load(request, Workbench.Library);
    }
}
