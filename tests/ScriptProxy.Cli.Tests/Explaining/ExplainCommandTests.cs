using ScriptProxy.PluginHosting.Tests.Fixtures;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Explaining;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("ftp://shop.example.com/", "'ftp://shop.example.com/' is no url to ask for")]
    [InlineData("http://user:secret@shop.example.com/", "is no url to ask for")]
    [InlineData("http://shop.example.com:0/", "is no url to ask for")]
    [InlineData("http:///path", "is no url to ask for")]
    public async Task A_url_that_is_none_is_wrong_usage(string url, string message)
    {
        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "explain", url);

        Assert.Equal(2, code);
        Assert.Contains(message, error);
    }

    [Theory]
    [InlineData("-H", "no colon", "'no colon' is no header")]
    [InlineData("-H", "X: a\r\nY: b", "is no header")]
    [InlineData("-X", "GE T", "'GE T' is no method")]
    [InlineData("--from", "here", "'here' is no address")]
    public async Task What_cannot_be_sent_is_wrong_usage(string option, string value, string message)
    {
        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "explain", "http://a/", option, value);

        Assert.Equal(2, code);
        Assert.Contains(message, error);
    }

    [Fact]
    public async Task Files_with_errors_are_not_explained()
    {
        _folder.Write(
            "other.toml", "[listener.http]\naddress = \"127.0.0.1:8080\"\n[site.main]\nupstream = \"nowhere\"\n");

        var (code, output, error) = await CliProcess.RunAsync(_folder.Path, "explain", "http://a/", "-c", "other.toml");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("other.toml(4,12): error SP1004", error);
    }

    [Fact]
    public async Task Names_the_middleware_of_plugins_and_runs_none_of_it()
    {
        PluginCompiler.Compile(_folder.At("plugins/Loud.dll"), """
            public sealed class Loud : IProxyPlugin
            {
                public void Configure(IPluginBuilder plugin)
                {
                    plugin.AddMiddleware("last", (http, next) => throw new InvalidOperationException("ran"), everywhere: true, order: 9);
                    plugin.AddMiddleware("first", (http, next) => throw new InvalidOperationException("ran"), everywhere: true, order: 1);
                    plugin.AddMiddleware("asked", (http, next) => throw new InvalidOperationException("ran"));
                }
            }
            """);
        _folder.Write("site.csx", "Map(\"/x\").Use(\"asked\").Respond(\"x\");\n");
        _folder.Write(
            "proxy.toml", "[listener.http]\naddress = \"127.0.0.1:8080\"\n[site.main]\nscript = \"site.csx\"\n");

        var (code, output, _) = await CliProcess.RunAsync(_folder.Path, "explain", "http://localhost:8080/x");

        Assert.Equal(0, code);
        Assert.Equal(
            [
                "through   first         plugin Loud, everywhere, order 1",
                "through   last          plugin Loud, everywhere, order 9",
                "through   Use(\"asked\")  of the route  site.csx(1,1)",
            ],
            output.Split('\n').Where(line => line.StartsWith("through", StringComparison.Ordinal)));
        Assert.Contains("outcome   200 OK: the route's Respond", output);
    }

    public void Dispose() => _folder.Dispose();
}
