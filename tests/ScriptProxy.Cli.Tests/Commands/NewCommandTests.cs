using System.Globalization;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Commands;

public sealed class NewCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writes_the_starter_and_tells_the_next_steps()
    {
        var (code, output, _) = await CliProcess.RunAsync(_folder.Path, "new", "my-proxy");

        Assert.Equal(0, code);
        Assert.Contains("cd my-proxy", output);
        Assert.All(
            [
                "proxy.toml", "scripts/routing.csx", "plugins/README.md", "omnisharp.json", ".editorconfig",
                ".gitignore",
            ],
            file => Assert.True(File.Exists(_folder.At($"my-proxy/{file}")), file));
    }

    [Fact]
    public async Task The_starter_serves_as_it_is_on_a_free_port()
    {
        await CliProcess.RunAsync(_folder.Path, "new");
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        _folder.Write(
            "proxy.toml",
            TestToml.Of((await File.ReadAllTextAsync(_folder.At("proxy.toml"))).Replace("8080", port)));
        using var client = new HttpClient();

        var check = await CliProcess.RunAsync(_folder.Path, "check");
        await using var proxy = await CliSession.Run(_folder);

        Assert.Equal((0, "no errors\n", ""), check);
        Assert.Equal("Hello world\n", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/hello/world")));
        Assert.Contains("\"/users\"", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/api/users")));
    }

    [Fact]
    public async Task Overwrites_nothing_and_lists_what_is_in_the_way()
    {
        var mine = _folder.Write("proxy.toml", "mine");

        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "new");

        Assert.Equal(1, code);
        Assert.Contains("proxy.toml", error);
        Assert.Equal("mine", await File.ReadAllTextAsync(mine));
        Assert.False(Directory.Exists(_folder.At("scripts")));
    }
}
