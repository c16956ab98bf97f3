using System.Text.Json;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Doctor;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();

    [Fact]
    public async Task Exits_with_0_when_a_proxy_runs_well()
    {
        Write("echo:");
        await using var proxy = await CliSession.Run(_folder);

        var (code, output, error) = await CliProcess.RunAsync(_folder.Path, "doctor");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("ok      ports        listener 'http': ", output);
        Assert.Contains("ok      admin        the proxy answers at ", output);
        Assert.Matches(@"\n0 faults, \d warnings?\n\z", output);
    }

    [Fact]
    public async Task Exits_with_1_and_says_what_to_do_when_something_is_wrong()
    {
        Write($"http://127.0.0.1:{FreePort.Next()}");

        var (code, output, _) = await CliProcess.RunAsync(_folder.Path, "doctor");
        var json = await CliProcess.RunAsync(_folder.Path, "doctor", "--json");

        Assert.Equal(1, code);
        Assert.Contains($"FAULT   ports        listener 'http': nothing listens on '127.0.0.1:{_port}'\n", output);
        Assert.Contains("FAULT   upstreams    ", output);
        Assert.Contains("FAULT   admin        ", output);
        Assert.Equal(1, json.Code);
        var finding = JsonDocument.Parse(json.Output).RootElement.EnumerateArray()
            .First(one => one.GetProperty("check").GetString() == "ports");
        Assert.Equal("fault", finding.GetProperty("grade").GetString());
        Assert.StartsWith("start the proxy", finding.GetProperty("advice").GetString());
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string upstream) => _folder.Write("proxy.toml", $"""
        [proxy]
        admin = "127.0.0.1:{FreePort.Next()}"
        [listener.http]
        address = "127.0.0.1:{_port}"
        [site.main]
        upstream = "{upstream}"
        """);
}
