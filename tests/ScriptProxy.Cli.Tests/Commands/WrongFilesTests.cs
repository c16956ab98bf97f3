using System.Net;
using System.Net.Sockets;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Commands;

/// <summary>What <c>run</c> and <c>check</c> say of files that are wrong.</summary>
public sealed class WrongFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    public async Task A_missing_file_is_one_clear_line(string command)
    {
        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, command, "other.toml");

        Assert.Equal(1, code);
        Assert.Equal(
            "other.toml: error SP1000: the file does not exist; make a starter with 'scriptproxy new', or name another "
            + "file with -c FILE\n1 error\n",
            error);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    public async Task Everything_that_is_wrong_is_said_at_once_and_in_order(string command)
    {
        _folder.Write("plugins/Broken.dll", "not a DLL");
        _folder.Write("scripts/site.csx", "Map(\"/\").Respond(\"x\");\nMapp(\"/x\");\n");
        _folder.Write("proxy.toml", """
            [listener.http]
            adress = "127.0.0.1:1"

            [site.main]
            script = "scripts/site.csx"
            upstream = "nowhere"
            """);

        var (code, output, error) = await CliProcess.RunAsync(_folder.Path, command);

        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.Equal(
            [
                "plugins/Broken.dll: error SP3004",
                "proxy.toml(1,11): error SP1008",
                "proxy.toml(2,1): error SP1005",
                "proxy.toml(6,12): error SP1004",
                "scripts/site.csx(2,1): error CS0103",
                "5 errors",
            ],
            error.TrimEnd().Split('\n').Select(WithoutMessage));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_its_place()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        WriteGood(port, "echo:");

        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "run");

        Assert.Equal(1, code);
        Assert.Equal(
            $"proxy.toml(2,11): error SP4001: listener 'http' cannot bind '127.0.0.1:{port}': another program has it; "
            + "find it with `ss -ltnp`, stop it, or give the listener another address\n1 error\n",
            error);
    }

    [Fact]
    public async Task Warnings_are_shown_when_it_starts_all_the_same()
    {
        WriteGood(FreePort.Next(), "echo:", "[shared]\nredis = \"127.0.0.1:6379\"");

        await using var proxy = await CliSession.Run(_folder);

        Assert.Contains("warning SP0001: ", proxy.Error);
    }

    [Fact]
    public async Task Check_accepts_good_files_and_exits_with_0()
    {
        WriteGood(FreePort.Next(), "echo:");

        Assert.Equal((0, "no errors\n", ""), await CliProcess.RunAsync(_folder.Path, "check"));
    }

    [Fact]
    public async Task Check_does_not_count_warnings_as_errors()
    {
        WriteGood(FreePort.Next(), "echo:", "[shared]\nredis = \"127.0.0.1:6379\"");

        var (code, output, error) = await CliProcess.RunAsync(_folder.Path, "check");

        Assert.Equal((0, "no errors\n"), (code, output));
        Assert.Contains("warning SP0001", error);
    }

    [Fact]
    public async Task Check_with_probe_finds_a_server_that_is_down()
    {
        var dead = FreePort.Next();
        WriteGood(FreePort.Next(), $"http://127.0.0.1:{dead}");

        var without = await CliProcess.RunAsync(_folder.Path, "check");
        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "check", "--probe");

        Assert.Equal(0, without.Code);
        Assert.Equal(1, code);
        Assert.StartsWith("proxy.toml(4,12): error SP4007: ", error);
        Assert.Contains($"127.0.0.1:{dead}", error);
    }

    public void Dispose() => _folder.Dispose();

    private void WriteGood(int port, string upstream, string more = "") => _folder.Write("proxy.toml", TestToml.Of($"""
        [listener.http]
        address = "127.0.0.1:{port}"
        [site.main]
        upstream = "{upstream}"
        {more}
        """));

    private static string WithoutMessage(string line) =>
        string.Join(':', line.Split(':')[..Math.Min(2, line.Split(':').Length)]);
}
