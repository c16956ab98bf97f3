using System.Net;
using System.Net.Sockets;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

public sealed class FailedReloadTests
{
    [Fact]
    public async Task All_mistakes_are_reported_sorted_and_the_old_generation_serves_on()
    {
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"old\");");
        proxy.Save("Map(\"/\").Respnd(\"new\");");
        proxy.Folder.Write("plugins/Broken.dll", "not an assembly");
        proxy.WriteToml("[upstream.app]\nservers = []\nbalanse = \"first\"");

        var problems = await proxy.Reload();
        Assert.Contains(problems, problem => problem.Place.File.EndsWith("proxy.toml", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Place.File.EndsWith("site.csx", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Place.File.EndsWith("Broken.dll", StringComparison.Ordinal));
        Assert.Equal(problems.OrderBy(problem => problem.Place), problems);
        Assert.Equal("old", await proxy.GetText("/"));

        await TakesOver(proxy);
    }

    [Theory]
    [InlineData("proxy.toml", "[listener.http")]
    [InlineData("site.csx", "Map(\"/\"")]
    [InlineData("site.csx", "throw new InvalidOperationException(\"no\");")]
    [InlineData("plugins/Broken.dll", "not an assembly")]
    public async Task Any_error_leaves_the_old_generation_serving_until_the_next_good_save(string file, string text)
    {
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"old\");");
        proxy.Folder.Write(file, text);
        Assert.Contains(await proxy.Reload(), problem => problem.Severity == Severity.Error);
        Assert.Equal("old", await proxy.GetText("/"));
        await TakesOver(proxy);
    }

    [Fact]
    public async Task A_port_in_use_leaves_the_old_generation_serving()
    {
        var port = Testing.FreePort.Next();
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"old\");");
        proxy.Save("Map(\"/\").Respond(\"new\");");
        proxy.WriteToml($"[listener.second]\naddress = \"127.0.0.1:{port}\"");
        Assert.Equal("SP4001", Assert.Single(await proxy.Reload()).Code);
        Assert.Equal("old", await proxy.GetText("/"));

        other.Stop();
        Assert.Empty(await proxy.Reload());
        Assert.Equal("new", await proxy.GetText("/"));
    }

    [Fact]
    public async Task A_header_size_beyond_a_megabyte_is_served()
    {
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"old\");");
        proxy.WriteToml($"""
            [listener.large]
            address = "127.0.0.1:{Testing.FreePort.Next()}"
            limits.header_size = "2MB"
            """);
        Assert.Empty(await proxy.Reload());
    }

    private static async Task TakesOver(RunningProxy proxy)
    {
        Directory.CreateDirectory(proxy.Folder.At("plugins"));
        File.Delete(proxy.Folder.At("plugins/Broken.dll"));
        proxy.WriteToml("");
        proxy.Save("Map(\"/\").Respond(\"new\");");
        Assert.Empty(await proxy.Reload());
        Assert.Equal("new", await proxy.GetText("/"));
    }
}
