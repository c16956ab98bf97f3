using System.Diagnostics.Metrics;
using System.Net;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class ScriptFaultTests
{
    [Theory]
    [InlineData("""Map("/x").Use((http, next) => throw new InvalidOperationException("secret")).Respond("x");""")]
    [InlineData("""Map("/x").Use(async (http, next) => { await next(http); throw new InvalidOperationException("secret"); }).Handle(http => Task.CompletedTask);""")]
    [InlineData("""Map("/x").When(http => throw new InvalidOperationException("secret")).Respond("x");""")]
    [InlineData("""Map("/x").Handle((HttpContext http) => { if (http is not null) throw new InvalidOperationException("secret"); return Results.Ok(); });""")]
    [InlineData("""Map("/x").To(http => throw new InvalidOperationException("secret"));""")]
    [InlineData("""Map("/x").Balance((http, servers) => throw new InvalidOperationException("secret")).To("app");""")]
    [InlineData("""Map("/x").RequestHeader("X-A", http => throw new InvalidOperationException("secret")).To("app");""")]
    [InlineData(
        """Map("/x").ResponseHeader("X-A", http => throw new InvalidOperationException("secret")).To("app");""")]
    [InlineData(
        """Map("/x").ResponseHeader("X-A", http => throw new InvalidOperationException("secret")).Respond("x");""")]
    public async Task What_throws_is_a_plain_500_one_line_and_one_count(string line)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            null,
            $"""
            @site hosts = ["unused.example"]
            @site upstream = "app"
            [site.faulty]
            script = "faulty.csx"
            [upstream.app]
            servers = ["{backend.Url}"]
            """,
            files: ("faulty.csx", $"// first\n{line}\nMap(\"/good\").Respond(\"good\");"));
        using var faults = new FaultCount();
        var answer = await RawClient.Get(proxy.Port, "/x");
        Assert.StartsWith("HTTP/1.1 500 Internal Server Error\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n500 Internal Server Error\n", answer, StringComparison.Ordinal);
        Assert.Contains("faulty.csx(2)", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
        Assert.Equal(1, faults.Count);
        Assert.Equal("good", await proxy.GetText("/good"));
    }

    [Fact]
    public async Task A_throw_after_the_answer_has_begun_breaks_it_off()
    {
        await using var proxy = await RunningProxy.Start("""
            Map("/x").Handle(async http =>
            {
                await http.Response.WriteAsync("half");
                await http.Response.Body.FlushAsync();
                throw new InvalidOperationException("late");
            });
            """);
        await Assert.ThrowsAsync<HttpRequestException>(() => proxy.GetText("/x"));
        Assert.Contains("site.csx(5)", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throw_in_a_loaded_file_names_that_file()
    {
        await using var proxy = await RunningProxy.Start(
            """
            #load "common/rules.csx"
            Map("/x").Handle(http => Results.Text(Check(http)));
            """,
            files: ("common/rules.csx", "// one\n// two\nstring Check(HttpContext http) => throw new InvalidOperationException(\"no\");"));
        Assert.Equal(HttpStatusCode.InternalServerError, (await proxy.Get("/x")).StatusCode);
        Assert.Contains("common/rules.csx(3)", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_some_do_not_harm_others_at_the_same_time()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start($$"""
            Map("/bad").Use((http, next) => throw new InvalidOperationException("no")).To("{{backend.Url}}");
            Map("/good").To("{{backend.Url}}");
            """);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => proxy.Get(i % 2 == 0 ? "/bad" : "/good")));
        Assert.Equal(20, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(20, answers.Count(answer => answer.StatusCode == HttpStatusCode.InternalServerError));
        Assert.Equal(20, proxy.Log.Lines.Count);
    }

    /// <summary>
    /// Counts the faults of the site <c>faulty</c>: other proxies in this process have a meter of the same name.
    /// </summary>
    private sealed class FaultCount : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public FaultCount()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "ScriptProxy", Name: "scriptproxy.script.faults" })
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            {
                if (tags.Contains(new KeyValuePair<string, object?>("site", "faulty")))
                    Interlocked.Add(ref _count, value);
            });
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
