using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Serving;

public sealed class SignalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private readonly HttpClient _client = new();

    [Fact]
    public async Task Hangup_reloads_and_says_so_in_one_line()
    {
        WriteFiles("watch = false");
        await using var proxy = await CliSession.Run(_folder);
        Assert.Contains("SIGHUP reloads; Ctrl+C", proxy.Error);

        _folder.Write("site.csx", """Map("/").Respond("second");""");
        await proxy.Signal("HUP");
        var said = await proxy.ReadUntil("reloaded");

        Assert.Matches(@"\Areloaded: generation 2 in \d+ ms\n\z", said);
        Assert.Equal("second", await Get("/"));
    }

    [Fact]
    public async Task A_hangup_with_broken_files_says_why_and_goes_on()
    {
        WriteFiles("watch = false");
        await using var proxy = await CliSession.Run(_folder);

        _folder.Write("site.csx", "Mapp();");
        await proxy.Signal("HUP");
        var said = await proxy.ReadUntil("goes on");

        Assert.Equal(
            """
            site.csx(1,1): error CS0103: The name 'Mapp' does not exist in the current context
            1 error
            the running generation 1 goes on

            """,
            said);
        Assert.Equal("first", await Get("/"));
    }

    [Fact]
    public async Task Watching_can_be_switched_on_by_a_reload()
    {
        WriteFiles("watch = false");
        await using var proxy = await CliSession.Run(_folder);

        WriteFiles("watch = true");
        await proxy.Signal("HUP");
        await proxy.ReadUntil("generation 2");
        _folder.Write("site.csx", """Map("/").Respond("second");""");
        await proxy.ReadUntil("generation 3");

        Assert.Equal("second", await Get("/"));
    }

    [Fact]
    public async Task User_signal_1_opens_the_access_log_anew_after_a_rename()
    {
        WriteFiles("", access: "access.log");
        await using var proxy = await CliSession.Run(_folder);
        await Get("/?before");
        await Logged("access.log", "/?before");

        File.Move(_folder.At("access.log"), _folder.At("access.log.1"));
        await proxy.Signal("USR1");
        await Existing("access.log");
        await Get("/?after");
        await Logged("access.log", "/?after");

        Assert.DoesNotContain("/?after", await File.ReadAllTextAsync(_folder.At("access.log.1")));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_to_stop_lets_the_request_in_flight_finish_and_exits_with_0(string signal)
    {
        WriteFiles("", access: "access.log");
        await using var proxy = await CliSession.Run(_folder);
        var slow = Get("/slow");
        await proxy.ReadUntil("slow began");

        await proxy.Signal(signal);
        await Refusing();
        _folder.Write("go", "");

        Assert.Equal("slow ended", await slow);
        Assert.Equal(0, (await proxy.End()).Code);
        Assert.Contains("/slow", await File.ReadAllTextAsync(_folder.At("access.log")));
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once()
    {
        WriteFiles("");
        await using var proxy = await CliSession.Run(_folder);
        var slow = Get("/slow");
        await proxy.ReadUntil("slow began");

        await proxy.Signal("TERM");
        await Refusing();
        await proxy.Signal("TERM");

        Assert.Equal(128 + 15, (await proxy.End()).Code);
        await Assert.ThrowsAsync<HttpRequestException>(() => slow);
    }

    [Fact]
    public async Task A_signal_to_stop_while_it_starts_exits_with_0()
    {
        WriteFiles("");
        _folder.Write("site.csx", """
            var told = new ManualResetEventSlim();
            var signal = System.Runtime.InteropServices.PosixSignalRegistration.Create(
                System.Runtime.InteropServices.PosixSignal.SIGTERM, _ => told.Set());
            Console.Error.WriteLine("loading");
            told.Wait();
            signal.Dispose();
            Map("/").Respond("x");
            """);
        await using var proxy = new CliSession(_folder.Path, "run");
        await proxy.ReadUntil("loading");

        await proxy.Signal("TERM");
        var (code, error) = await proxy.End();

        Assert.Equal(0, code);
        Assert.Equal("", error);
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    private void WriteFiles(string proxy, string access = "off")
    {
        _folder.Write("site.csx", $$"""
            Map("/").Respond("first");
            Map("/slow").Handle(async http =>
            {
                Console.Error.WriteLine("slow began");
                while (!File.Exists("{{_folder.At("go")}}"))
                    await Task.Delay(20);
                return Results.Text("slow ended");
            });
            """);
        _folder.Write("proxy.toml", $"""
            [proxy]
            {proxy}
            admin = "off"
            [log]
            access = "{access}"
            [listener.http]
            address = "127.0.0.1:{_port}"
            [site.main]
            script = "site.csx"
            """);
    }

    private Task<string> Get(string path) => _client.GetStringAsync(new Uri($"http://127.0.0.1:{_port}{path}"));

    private async Task Logged(string file, string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await File.ReadAllTextAsync(_folder.At(file), limit.Token)).Contains(text, StringComparison.Ordinal))
            await Task.Delay(20, limit.Token);
    }

    private async Task Existing(string file)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!File.Exists(_folder.At(file)))
            await Task.Delay(20, limit.Token);
    }

    private async Task Refusing()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var probe = new System.Net.Sockets.TcpClient();
            try
            {
                await probe.ConnectAsync("127.0.0.1", _port, limit.Token);
                await Task.Delay(20, limit.Token);
            }
            catch (System.Net.Sockets.SocketException)
            {
                return;
            }
        }
    }
}
