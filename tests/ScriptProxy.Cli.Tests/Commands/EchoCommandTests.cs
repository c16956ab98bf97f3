using System.Diagnostics;
using System.Text.RegularExpressions;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Commands;

public sealed partial class EchoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serves_until_it_is_told_to_stop()
    {
        using var echo = CliProcess.Start(_folder.Path, "echo", "--listen", "127.0.0.1:0", "--name", "app-1");
        var url = await ReadUrlAsync(echo);
        using var client = new HttpClient();

        using var response = await client.GetAsync($"{url}/hello");
        await StopAsync(echo);

        Assert.Equal("app-1", response.Headers.GetValues("X-Echo-Server").Single());
        Assert.Equal(0, echo.ExitCode);
    }

    [Fact]
    public async Task Says_which_address_is_taken()
    {
        using var first = CliProcess.Start(_folder.Path, "echo", "--listen", "127.0.0.1:0");
        var address = (await ReadUrlAsync(first))["http://".Length..];

        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "echo", "--listen", address);
        await StopAsync(first);

        Assert.Equal(1, code);
        Assert.StartsWith($"scriptproxy: cannot listen on '{address}'", error);
    }

    private static async Task<string> ReadUrlAsync(Process echo) =>
        Url().Match(await echo.StandardError.ReadLineAsync() ?? "").Value;

    private static async Task StopAsync(Process echo)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{echo.Id}"]);
        await echo.WaitForExitAsync();
    }

    [GeneratedRegex(@"http://[0-9.:]+[0-9]")]
    private static partial Regex Url();
}
