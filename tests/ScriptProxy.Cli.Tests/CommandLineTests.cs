using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lists_its_commands()
    {
        var (code, output, _) = await CliProcess.RunAsync(_folder.Path, "--help");

        Assert.Equal(0, code);
        Assert.All(
            ["run", "check", "new", "echo", "status", "reload", "doctor", "trust", "certs"],
            command => Assert.Contains($"\n  {command} ", output));
    }

    [Fact]
    public async Task Tells_its_version()
    {
        var (code, output, _) = await CliProcess.RunAsync(_folder.Path, "--version");

        Assert.Equal(0, code);
        Assert.StartsWith("0.", output);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("new")]
    [InlineData("echo")]
    [InlineData("status")]
    [InlineData("reload")]
    [InlineData("doctor")]
    [InlineData("trust")]
    [InlineData("certs")]
    [InlineData("certs", "list")]
    [InlineData("certs", "renew")]
    [InlineData("certs", "revoke")]
    public async Task Shows_an_example_in_the_help_of_every_command(params string[] command)
    {
        var (code, output, _) = await CliProcess.RunAsync(_folder.Path, [.. command, "--help"]);

        Assert.Equal(0, code);
        Assert.Contains($"Example:\n  scriptproxy {string.Join(' ', command)}", output);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("run", "--nonsense")]
    [InlineData("new", "--nonsense")]
    [InlineData("check", "a.toml", "b.toml")]
    [InlineData("check", "a.toml", "-c", "b.toml")]
    [InlineData("run", "a.toml", "-c", "b.toml")]
    [InlineData("certs", "renew")]
    [InlineData("certs", "revoke", "a.test", "--reason", "boredom")]
    [InlineData("echo", "--listen", "nowhere")]
    [InlineData("echo", "--listen", "127.0.0.1")]
    [InlineData("echo", "--listen", "127.0.0.1:70000")]
    public async Task Refuses_wrong_usage_with_exit_code_2(params string[] args)
    {
        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, args);

        Assert.Equal(2, code);
        Assert.Contains("--help", error);
    }
}
