using System.Text.Json;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Commands;

/// <summary>What <c>status</c> and <c>reload</c> say of a running proxy, and without one.</summary>
public sealed class AdminCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private readonly int _admin = FreePort.Next();

    public AdminCommandTests() => Write("");

    [Fact]
    public async Task Status_shows_what_runs()
    {
        await using var proxy = await CliSession.Run(_folder);

        var (code, output, error) = await CliProcess.RunAsync(_folder.Path, "status");
        var json = await CliProcess.RunAsync(_folder.Path, "status", "--json");

        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"\AScriptProxy 0\.\S+ with proxy\.toml, up 00:\d\d:\d\d\n  generation  1, since ", output);
        Assert.Contains($"  listener    http: http://127.0.0.1:{_port}, 0 requests\n", output);
        Assert.Contains("  site        main: * -> site.csx, 0 requests\n", output);
        Assert.Contains("    up        echo:, 0 active, 0 requests, 0 failures\n", output);
        Assert.Equal(1, JsonDocument.Parse(json.Output).RootElement.GetProperty("generation").GetInt32());
    }

    [Fact]
    public async Task Reload_gives_the_number_of_the_new_generation()
    {
        await using var proxy = await CliSession.Run(_folder);

        var (code, output, error) = await CliProcess.RunAsync(_folder.Path, "reload");

        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"\Areloaded: generation 2 in \d+ ms\n\z", output);
    }

    [Fact]
    public async Task Reload_prints_why_files_were_refused_as_check_does()
    {
        await using var proxy = await CliSession.Run(_folder);
        _folder.Write("site.csx", "Mapp();");

        var (code, output, error) = await CliProcess.RunAsync(_folder.Path, "reload");
        var check = await CliProcess.RunAsync(_folder.Path, "check");
        var json = await CliProcess.RunAsync(_folder.Path, "reload", "--json");
        var status = await CliProcess.RunAsync(_folder.Path, "status");

        Assert.Equal((1, ""), (code, output));
        Assert.Equal(check.Error + "the running generation 1 goes on\n", error);
        Assert.Equal(1, json.Code);
        Assert.Equal(
            "CS0103",
            JsonDocument.Parse(json.Output).RootElement.GetProperty("problems")[0].GetProperty("code").GetString());
        Assert.Contains(": refused\n    site.csx(1,1): error CS0103: ", status.Output);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("reload")]
    public async Task Without_a_running_proxy_it_says_so(string command)
    {
        var (code, output, error) = await CliProcess.RunAsync(_folder.Path, command);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"scriptproxy: no proxy answers at '127.0.0.1:{_admin}': ", error);
        Assert.EndsWith("is it running, and with this proxy.toml?\n", error);
        Assert.Equal(1, error.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_wrong_token_is_said_to_be_one()
    {
        await using var proxy = await CliSession.Run(_folder);
        Write("admin_token = \"wrong\"", "other.toml");

        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "reload", "-c", "other.toml");

        Assert.Equal(1, code);
        Assert.StartsWith($"scriptproxy: the proxy at '127.0.0.1:{_admin}' does not take this token; ", error);
    }

    [Fact]
    public async Task A_token_that_cannot_be_read_is_said_to_be_missing()
    {
        await using var proxy = await CliSession.Run(_folder);
        File.Delete(_folder.At("state/admin.token"));

        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "reload");

        Assert.Equal(1, code);
        Assert.Contains("wants its token, which cannot be read: ", error);
    }

    [Fact]
    public async Task A_program_that_is_no_proxy_is_not_taken_for_one()
    {
        await using var other = new RawBackend();
        _folder.Write("proxy.toml", $"[proxy]\nadmin = \"{new Uri(other.Url).Authority}\"\n");

        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "status");

        Assert.Equal(1, code);
        Assert.Contains("is no ScriptProxy that is ready", error);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("reload")]
    [InlineData("doctor")]
    public async Task A_missing_file_is_the_same_line_as_elsewhere(string command)
    {
        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, command, "-c", "other.toml");

        Assert.Equal(1, code);
        Assert.StartsWith("other.toml: error SP1000: ", error);
    }

    [Fact]
    public async Task A_taken_port_of_the_admin_endpoint_is_named_with_its_place()
    {
        await using var other = new RawBackend();
        var taken = new Uri(other.Url).Authority;
        _folder.Write("proxy.toml", $"[proxy]\nadmin = \"{taken}\"\n[listener.http]\naddress = \"127.0.0.1:{_port}\"\n[site.main]\nupstream = \"echo:\"\n");

        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "run");

        Assert.Equal(1, code);
        Assert.Equal(
            $"proxy.toml(2,9): error SP4031: the admin endpoint cannot bind '{taken}': another program has it; find it "
            + "with `ss -ltnp`, stop it, or give it another address: admin = \"127.0.0.1:9901\" in [proxy], or admin "
            + "= \"off\" for none\n1 error\n",
            error);
    }

    [Fact]
    public async Task Check_refuses_an_exposed_endpoint_without_a_token_and_one_on_a_listener()
    {
        _folder.Write("proxy.toml", """
            [proxy]
            admin = ":9900"
            [listener.http]
            address = "127.0.0.1:9900"
            [site.main]
            upstream = "echo:"
            """);

        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "check");

        Assert.Equal(1, code);
        Assert.Equal(
            """
            proxy.toml(2,9): error SP4030: the admin endpoint on ':9900' can be reached from other machines and needs a token of your own; add admin_token = "${ADMIN_TOKEN}", or bind it to 127.0.0.1
            proxy.toml(4,11): error SP4032: listener 'http' and the admin endpoint, ':9900', want the same socket; give one of them another port, or write admin = "off" in [proxy]
            2 errors

            """,
            error);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string more, string file = "proxy.toml")
    {
        _folder.Write("site.csx", """Map("/a").To("app");""");
        _folder.Write(file, $"""
            [proxy]
            watch = false
            admin = "127.0.0.1:{_admin}"
            {more}
            [log]
            access = "off"
            [listener.http]
            address = "127.0.0.1:{_port}"
            [upstream.app]
            servers = ["echo:"]
            [site.main]
            script = "site.csx"
            """);
    }
}
