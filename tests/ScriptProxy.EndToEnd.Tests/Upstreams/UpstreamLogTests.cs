using System.Net;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

public sealed class UpstreamLogTests
{
    [Fact]
    public async Task A_head_that_is_too_large_is_a_502_whose_line_names_the_setting_and_no_fault_of_the_server()
    {
        await using var large = new RawBackend(_ => RawBackend.Ok("ok", $"X-Long: {new string('x', 9000)}\r\n"));
        await using var other = UpstreamProxy.Named("other");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{large.Url}", "{other.Url}"]
            balance = "first"
            max_response_headers = "8k"
            """);
        Assert.Equal(HttpStatusCode.BadGateway, (await proxy.Get("/")).StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, (await proxy.Get("/")).StatusCode);
        Assert.Contains(
            $"server {large.Url} answered with more header bytes than max_response_headers allows",
            proxy.Log.Lines[0],
            StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_server_that_falls_silent_in_the_middle_of_its_answer_is_named_with_the_setting()
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        await using var proxy = await UpstreamProxy.Start($"servers = [\"{backend.Url}\"]\nidle_timeout = \"5s\"");
        await Assert.ThrowsAsync<HttpRequestException>(() => proxy.GetText("/"));
        await Eventually.Holds(() => proxy.Log.Lines.Count == 1);
        Assert.Contains(
            "fell silent for idle_timeout in the middle of its answer, after ", proxy.Log.Lines[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_try_that_was_mended_by_another_server_is_said_with_both()
    {
        var refusing = UpstreamProxy.Refusing();
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"servers = [\"{refusing}\", \"{good.Url}\"]\nbalance = \"first\"");
        await proxy.GetText("/");
        Assert.Matches(
            $"upstream 'app': server {refusing} could not be connected to, after [0-9.]+ s: Connection refused; tried "
            + $"again on {good.Url}$",
            Assert.Single(proxy.Log.Lines, line => line.Contains("could not", StringComparison.Ordinal)
                && line.Contains("tried again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_is_down_under_load_writes_a_line_a_second_and_how_many_it_left_out()
    {
        var refusing = UpstreamProxy.Refusing();
        await using var proxy = await UpstreamProxy.Start($"servers = [\"{refusing}\"]");
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => proxy.Get("/")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode));
        await Eventually.Holds(() => Told(proxy) == 200);
        Assert.InRange(proxy.Log.Lines.Count, 2, 100);
    }

    private static int Told(RunningProxy proxy) => proxy.Log.Lines.Sum(
        line => line.Contains(" more times", StringComparison.Ordinal)
            ? int.Parse(line.Split(": ")[^1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)
            : 1);
}
