using Microsoft.AspNetCore.Http;
using ScriptProxy.PluginHosting.Tests.Fixtures;

namespace ScriptProxy.PluginHosting.Tests.Loading;

public sealed class PluginReplacementTests : IDisposable
{
    private readonly PluginWorkshop _workshop = new();

    [Fact]
    public async Task The_old_plugin_goes_on_while_its_file_is_renamed_over()
    {
        Drop("Geo", "one");
        await using var old = _workshop.Load();

        var next = PluginCompiler.Compile(
            _workshop.At("next/Geo/Geo.dll"), Source("two"), Maps("next/Geo/Maps.dll", "two"));
        File.Move(next, Path.Combine(_workshop.Plugins, "Geo/Geo.dll"), overwrite: true);
        File.Move(_workshop.At("next/Geo/Maps.dll"), Path.Combine(_workshop.Plugins, "Geo/Maps.dll"), overwrite: true);
        await using var fresh = _workshop.Load();

        Assert.Equal(("one one", "two two"), (await Answer(old), await Answer(fresh)));
    }

    [Fact]
    public async Task The_old_plugin_goes_on_while_its_file_is_written_over()
    {
        Drop("Geo", "one");
        await using var old = _workshop.Load();

        Drop("Geo", "two");
        await using var fresh = _workshop.Load();

        Assert.Equal(("one one", "two two"), (await Answer(old), await Answer(fresh)));
    }

    [Fact]
    public async Task The_old_plugin_goes_on_after_its_folder_was_deleted()
    {
        Drop("Geo", "one");
        await using var old = _workshop.Load();

        Directory.Delete(Path.Combine(_workshop.Plugins, "Geo"), recursive: true);
        await using var fresh = _workshop.Load();

        Assert.Equal("one one", await Answer(old));
        Assert.Empty(fresh.Offers.Names);
    }

    public void Dispose() => _workshop.Dispose();

    private void Drop(string name, string word) =>
        _workshop.Drop($"{name}/{name}.dll", Source(word), Maps($"plugins/{name}/Maps.dll", word));

    private string Maps(string path, string word) =>
        PluginCompiler.Compile(
            _workshop.At(path), $"public static class Maps {{ public static string Word => \"{word}\"; }}");

    // The dependency is asked for by the first request only: long after the load.
    private static string Source(string word) => $$"""
        public sealed class Plugin : IProxyPlugin
        {
            public void Configure(IPluginBuilder plugin) =>
                plugin.AddMiddleware("geo", (http, next) => { Ask(http); return next(http); });
            private static void Ask(HttpContext http) => http.Response.Headers["X-Word"] = "{{word}} " + Maps.Word;
        }
        """;

    private static async Task<string> Answer(PluginSet set)
    {
        var http = new DefaultHttpContext();
        await set.Offers.Middleware["geo"].Code(http, _ => Task.CompletedTask);
        return http.Response.Headers["X-Word"]!;
    }
}
