using ScriptProxy.PluginHosting.Tests.Fixtures;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

/// <summary>A site that does everything that could keep an assembly from being unloaded.</summary>
internal static class LivelySite
{
    public const string PluginName = "Lively";

    public const string Toml =
        """
        [upstream.app]
        servers = ["echo:one", "echo:two"]
        balance = "lively-last"
        """;

    private const string Script =
        """
        #load "common.csx"
        using System.Text.RegularExpressions;
        var seen = 0;
        var rule = new Regex("^/a", RegexOptions.Compiled);
        Use("lively-tag");
        Use(async (http, next) => { seen++; await next(http); });
        Every("10ms", async stop => await Task.Delay(5, stop));
        OnUnload(() => Shared.Counter("unloaded").Increment());
        Map("/unloaded").Handle(http => Results.Text(Shared.Counter("unloaded").Value.ToString()));
        Map("/a").Handle(http => Results.Text(JsonSerializer.Serialize(new Order(Twice(seen), rule.IsMatch("/a")))));
        Map("/app/{**rest}").To("app");
        record Order(int Count, bool Matches);
        """;

    private const string Plugin =
        """
        public sealed class Lively : IProxyPlugin
        {
            public void Configure(IPluginBuilder plugin)
            {
                var ticks = 0;
                var timer = new Timer(_ => Interlocked.Increment(ref ticks), null, 0, 5);
                plugin.Stopping.Register(() => timer.Dispose());
                plugin.AddBalancer("lively-last", (http, servers) => servers[^1]);
                plugin.AddMiddleware("lively-tag", (http, next) =>
                {
                    http.Response.Headers["X-Ticks"] = Volatile.Read(ref ticks) > -1 ? "some" : "none";
                    return next(http);
                });
            }
        }
        """;

    /// <summary>Writes the script <c>site.csx</c>, the file that it loads, and the plugin.</summary>
    public static void WriteTo(TemporaryFolder folder)
    {
        folder.Write("common.csx", "int Twice(int n) => 2 * n;");
        folder.Write("site.csx", Script);
        PluginCompiler.Compile(folder.At($"plugins/{PluginName}.dll"), Plugin);
    }
}
