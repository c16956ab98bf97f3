using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Tests.Blocking;

public sealed class BlockingCallsTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("Thread.Sleep(1)", "await Task.Delay(…)")]
    [InlineData("Task.Delay(1).Wait()", "await")]
    [InlineData("Task.WaitAll(Task.Delay(1))", "await Task.WhenAll(…)")]
    [InlineData("_ = new ValueTask<int>(1).Result", "await")]
    [InlineData("Task.Delay(1).GetAwaiter().GetResult()", "await")]
    [InlineData("new ValueTask().ConfigureAwait(false).GetAwaiter().GetResult()", "await")]
    [InlineData("File.WriteAllText(\"a\", \"b\")", "await WriteAllTextAsync(…)")]
    [InlineData("File.Copy(\"a\", \"b\")", "await Task.Run(() => …)")]
    [InlineData("File.OpenRead(\"a\").ReadExactly(new byte[1])", "await ReadExactlyAsync(…)")]
    [InlineData("File.OpenText(\"a\").ReadLine()", "await ReadLineAsync(…)")]
    [InlineData("http.Request.Body.ReadByte()", "await ReadAsync(…)")]
    [InlineData("http.Response.Body?.Flush()", "await FlushAsync(…)")]
    [InlineData("Client.Send(new HttpRequestMessage())", "await SendAsync(…)")]
    [InlineData("new TcpClient().Connect(\"localhost\", 1)", "await ConnectAsync(…)")]
    [InlineData("new Socket(SocketType.Stream, ProtocolType.Tcp).Receive(new byte[1])", "await ReceiveAsync(…)")]
    [InlineData("new SemaphoreSlim(1).Wait()", "await WaitAsync(…)")]
    [InlineData("new AutoResetEvent(true).WaitOne()", "TaskCompletionSource")]
    [InlineData("new[] { \"a\" }.Select(File.ReadAllText).ToList()", "await ReadAllTextAsync(…)")]
    public void Warns_of_what_holds_the_thread_of_a_request(string call, string instead)
    {
        var found = _bench.Complaint($$"""
            using System.Net.Sockets;
            using static System.Threading.Thread;
            Map("/a").Handle(http => { {{call}}; return Results.Ok(); });
            """);

        Assert.Equal(("SP2011", Severity.Warning, 3), (found.Code, found.Severity, found.Place.Line));
        Assert.Contains(instead, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_to_the_name_that_blocks()
    {
        var found = _bench.Complaint("""
            using static System.Threading.Thread;
            Map("/a").Handle(http => { Sleep(1); return Results.Ok(); });
            """);

        Assert.Equal((2, 28), (found.Place.Line, found.Place.Column));
    }

    [Fact]
    public void Serves_a_script_that_blocks()
    {
        var loaded = _bench.Load("""Map("/a").Handle(http => { Thread.Sleep(1); return Results.Ok(); });""");

        Assert.Single(loaded.Definition!.Routes);
    }

    [Theory]
    [InlineData("async () => { await Task.Yield(); Thread.Sleep(1); }", 1)]
    [InlineData("() => Thread.Sleep(1)", 0)]
    public void Lets_a_thread_block_that_was_taken_for_it(string work, int warnings)
    {
        var loaded = _bench.Load(
            $$"""Map("/a").Handle(async http => { await Task.Run({{work}}); return Results.Ok(); });""");

        Assert.Equal(warnings, loaded.Diagnostics.Count);
    }

    [Theory]
    [InlineData("Work();", 0)]
    [InlineData("Action work = Work;", 1)]
    [InlineData("void Other() => Work(); Other();", 0)]
    [InlineData("void Other() => Work(); OnUnload(Other);", 1)]
    [InlineData("OnUnload(() => Work());", 1)]
    public void Counts_a_function_as_load_time_if_nothing_else_calls_it(string use, int warnings)
    {
        var loaded = _bench.Load($$"""
            void Work() { Thread.Sleep(1); }
            {{use}}
            Map("/a").To("app");
            """);

        Assert.Equal(warnings, loaded.Diagnostics.Count);
    }
}
