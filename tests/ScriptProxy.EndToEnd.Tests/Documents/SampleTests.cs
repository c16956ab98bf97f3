using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Documents;

/// <summary>The samples do what their READMEs say.</summary>
public sealed class SampleTests
{
    private const string PluginToml = "samples/plugin/proxy.toml";
    private const string PluginScript = "samples/plugin/scripts/site.csx";
    private const string PluginDll = "samples/plugin/plugins/HelloPlugin.dll";

    [Fact]
    public async Task Hello_greets_and_strips_the_prefix()
    {
        await using var proxy = await FileProxy.Start(
            Checkout.Read("samples/hello/proxy.toml"), 8081,
            Script("scripts/hello.csx", "samples/hello/scripts/hello.csx"));

        Assert.StartsWith("Hello Ada", (await proxy.Get("/hello/Ada")).Text);
        Assert.Contains("\"target\": \"/users\"", (await proxy.Get("/api/users")).Text);
        Assert.Contains("\"target\": \"/anything\"", (await proxy.Get("/anything")).Text);
    }

    [Fact]
    public async Task A_plugin_that_is_dropped_in_while_it_runs_brings_its_middleware_and_its_balancer()
    {
        await using var proxy = await FileProxy.Start(
            """
            [listener.http]
            address = "127.0.0.1:8082"
            [site.app]
            upstream = "echo:"
            """,
            8082);
        Assert.Equal(200, (await proxy.Get("/api/hello")).Status);
        var listening = proxy.Client.BaseAddress!.Authority;

        Directory.CreateDirectory(proxy.Folder.At("plugins"));
        File.Copy(Checkout.At(PluginDll), proxy.Folder.At("plugins/HelloPlugin.dll"));
        proxy.Folder.Write("scripts/site.csx", Checkout.Read(PluginScript));
        proxy.Folder.Write(
            "proxy.toml",
            TestToml.Of(Checkout.Read(PluginToml).Replace("127.0.0.1:8082", listening, StringComparison.Ordinal)));

        // On a slow machine there is a reload between two of the files.
        await Eventually.Holds(async () => (await proxy.Get("/api/hello")).Status == 401);
        Assert.Equal(200, (await proxy.Get("/api/hello", ("X-Api-Key", "open-sesame"))).Status);
    }

    private static (string Path, string Text) Script(string path, string source) => (path, Checkout.Read(source));
}
