using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Serving;

/// <summary>The process that compiles the scripts of a serving proxy, and what becomes of it.</summary>
public sealed class OutsideCompilerTests : IDisposable
{
    private const string Broken = """
        Mapp();
        Map("/a").Respond("x", status: "y");
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private readonly HttpClient _client = new();

    public OutsideCompilerTests()
    {
        Save("first");
        _folder.Write("proxy.toml", $"""
            [proxy]
            admin = "off"
            [log]
            access = "off"
            [listener.http]
            address = "127.0.0.1:{_port}"
            [site.main]
            script = "site.csx"
            """);
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [LinuxFact]
    public async Task A_start_and_reloads_load_no_compiler_into_the_proxy()
    {
        await using var proxy = await CliSession.Run(_folder);
        Assert.Empty(CompilerOf.RoslynIn(proxy.Id));

        Save("second");
        await proxy.ReadUntil("generation 2");
        Assert.Equal("second", await Get());
        _folder.Write("site.csx", Broken);
        await proxy.ReadUntil("goes on");

        Assert.Equal("second", await Get());
        Assert.Empty(CompilerOf.RoslynIn(proxy.Id));
    }

    [LinuxFact]
    public async Task A_broken_script_is_told_of_in_the_words_of_check()
    {
        await using var proxy = await CliSession.Run(_folder);
        _folder.Write("site.csx", Broken);
        var said = await proxy.ReadUntil("goes on");
        var (_, output, error) = await CliProcess.RunAsync(_folder.Path, "check");

        var found = Errors(output + error);
        Assert.Equal(2, found.Count);
        Assert.Equal(found, Errors(said));
    }

    [LinuxFact]
    public async Task One_that_is_killed_fails_that_reload_and_the_next_save_has_another()
    {
        await using var proxy = await CliSession.Run(_folder);
        await CompilerOf.Disappears(proxy.Id);

        Save("second");
        await CompilerOf.Signal(await CompilerOf.Appears(proxy.Id), "KILL");
        var said = await proxy.ReadUntil("goes on");
        Assert.Contains("error SP2021", said);
        Assert.Contains("signal 9", said);
        Assert.Equal("first", await Get());

        Save("third");
        await proxy.ReadUntil("generation 2");
        Assert.Equal("third", await Get());
    }

    [LinuxFact]
    public async Task One_that_is_killed_while_it_rests_is_replaced_without_a_word()
    {
        await using var proxy = await CliSession.Run(_folder);
        await CompilerOf.Disappears(proxy.Id);
        Save("second");
        var first = await CompilerOf.Appears(proxy.Id);
        await proxy.ReadUntil("generation 2");

        await CompilerOf.Signal(first, "KILL");
        Save("third");

        Assert.DoesNotContain("SP2021", await proxy.ReadUntil("generation 3"));
        Assert.Equal("third", await Get());
    }

    [LinuxFact]
    public async Task It_is_given_no_socket_of_the_proxy()
    {
        await using var proxy = await CliSession.Run(_folder);
        await CompilerOf.Disappears(proxy.Id);
        Save("second");
        var compiler = await CompilerOf.Appears(proxy.Id);

        Assert.NotEmpty(CompilerOf.Sockets(proxy.Id));
        Assert.Empty(CompilerOf.Sockets(proxy.Id).Intersect(CompilerOf.Sockets(compiler)));
    }

    [LinuxFact]
    public async Task It_is_gone_when_nothing_is_left_to_compile()
    {
        await using var proxy = new CliSession(_folder.Path, "run");
        await CompilerOf.Appears(proxy.Id);
        await proxy.ReadUntil("SIGTERM stops");

        await CompilerOf.Disappears(proxy.Id);

        Assert.Equal("first", await Get());
    }

    [LinuxFact]
    public async Task It_ends_with_a_proxy_that_is_killed()
    {
        await using var proxy = new CliSession(_folder.Path, "run");
        var compiler = await CompilerOf.Appears(proxy.Id);

        await proxy.Signal("KILL");

        await CompilerOf.Ended(compiler);
    }

    [LinuxFact]
    public async Task Signals_to_the_whole_group_leave_it_to_its_proxy_to_end_it()
    {
        using var compiler = CliProcess.Start(_folder.Path, input: true, "compile-scripts");
        Assert.NotEqual(-1, compiler.StandardOutput.Read());

        foreach (var signal in (string[])["INT", "TERM", "HUP", "USR1"])
            await CompilerOf.Signal(compiler.Id, signal);
        Assert.False(compiler.WaitForExit(TimeSpan.FromMilliseconds(300)));

        compiler.StandardInput.Close();
        await compiler.WaitForExitAsync();
        Assert.Equal(0, compiler.ExitCode);
    }

    [Fact]
    public async Task The_command_is_not_in_the_help()
    {
        var (_, output, _) = await CliProcess.RunAsync(_folder.Path, "--help");

        Assert.Contains("explain", output);
        Assert.DoesNotContain("compile-scripts", output);
    }

    private static List<string> Errors(string said) =>
        [.. said.Split('\n').Where(line => line.Contains("error CS", StringComparison.Ordinal))];

    private void Save(string answer) => _folder.Write("site.csx", $"""Map("/").Respond("{answer}");""");

    private Task<string> Get() => _client.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/"));
}
