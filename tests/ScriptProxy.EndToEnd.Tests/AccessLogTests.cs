using System.Text.Json;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class AccessLogTests
{
    private const string Script = """
        Map("/own").Respond("own");
        Map("/throws").Use((http, next) => throw new InvalidOperationException("no")).Respond("x");
        Map("/up/{**rest}").To("app");
        Map("/down").To("down");
        """;

    [Theory]
    [InlineData("/own", 200, 3, null)]
    [InlineData("/up/a?b=c", 200, 2, "app")]
    [InlineData("/nothing", 404, 14, null)]
    [InlineData("/throws", 500, 26, null)]
    [InlineData("/down", 502, 16, "down")]
    public async Task Each_outcome_has_its_line(string target, int status, int bytes, string? upstream)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(Script, Tables("json", backend));
        await RawClient.Get(proxy.Port, target);
        using var line = JsonDocument.Parse(await OnlyLine(proxy));
        Assert.Equal(target, line.RootElement.GetProperty("target").GetString());
        Assert.Equal(status, line.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(bytes, line.RootElement.GetProperty("bytes").GetInt32());
        Assert.Equal(upstream, line.RootElement.GetProperty("upstream").GetString());
    }

    [Fact]
    public async Task The_combined_format_is_nginxs()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(Script, Tables("combined", backend));
        await RawClient.Get(proxy.Port, "/up/x", "User-Agent: probe \"1\"", "Referer: http://a/");
        Assert.Matches(
            """^127\.0\.0\.1 - - \[[^\]]+\] "GET /up/x HTTP/1\.1" 200 2 "http://a/" "probe \\x221\\x22"$""",
            await OnlyLine(proxy));
    }

    private static string Tables(string format, RawBackend backend) =>
        $"""
        [log]
        level = "error"
        access = "access.log"
        format = "{format}"
        [upstream.app]
        servers = ["{backend.Url}"]
        [upstream.down]
        servers = ["http://127.0.0.1:{FreePort.Next()}"]
        """;

    private static async Task<string> OnlyLine(RunningProxy proxy)
    {
        var file = proxy.Folder.At("access.log");
        await Eventually.Holds(() => File.Exists(file) && File.ReadAllText(file).EndsWith('\n'));
        return Assert.Single(await File.ReadAllLinesAsync(file));
    }
}
