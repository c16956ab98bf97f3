using System.Diagnostics;
using System.Net;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Limits;

public sealed class RateLimitTests
{
    private const string Trusting = "[proxy]\nwatch = false\ntrusted_proxies = [\"127.0.0.0/8\"]";

    [Fact]
    public async Task Refuses_once_the_burst_is_spent()
    {
        await using var proxy = await RunningProxy.Start("""
            RateLimit(perSecond: 0.01, burst: 2);
            ResponseHeader("X-Site", "ours");
            Map("/").Respond("ok");
            """);
        Assert.Equal("200 200 200 429", await Statuses(proxy, 4));

        var answer = await RawClient.Get(proxy.Port, "/");
        Assert.EndsWith("\r\n\r\n429 Too Many Requests\n", answer, StringComparison.Ordinal);
        Assert.InRange(int.Parse(RawMessages.Header(answer, "Retry-After")!, null), 1, 100);
        Assert.Equal("\"default\";q=1;w=100", RawMessages.Header(answer, "RateLimit-Policy"));
        Assert.StartsWith("\"default\";r=0;t=", RawMessages.Header(answer, "RateLimit"), StringComparison.Ordinal);
        Assert.Equal("ours", RawMessages.Header(answer, "X-Site"));
    }

    [Fact]
    public async Task Holds_for_what_no_route_takes_and_for_paths_that_read_two_ways()
    {
        await using var proxy = await RunningProxy.Start("""
            RateLimit(perSecond: 0.01, burst: 1);
            Map("/admin/{**rest}").Respond("admin");
            """);
        Assert.Equal(
            "404 400 429 429", await Statuses(proxy, "/none", "/x%2f..%2fadmin/y", "/none", "/x%2f..%2fadmin/y"));
    }

    [Fact]
    public async Task Both_the_site_and_the_route_must_admit()
    {
        await using var proxy = await RunningProxy.Start("""
            RateLimit(perSecond: 0.01, burst: 3);
            Map("/tight").RateLimit(perSecond: 0.01).Respond("ok");
            Map("/wide").RateLimit(perSecond: 100, burst: 100).Respond("ok");
            """);
        Assert.Equal("200 429 200 200 429", await Statuses(proxy, "/tight", "/tight", "/wide", "/wide", "/wide"));
    }

    [Fact]
    public async Task Counts_each_client_by_itself_and_IPv6_by_its_64()
    {
        await using var proxy = await RunningProxy.Start(
            """RateLimit(perSecond: 0.01); Map("/").Respond("ok");""", Trusting);
        Assert.Equal(200, await StatusFor(proxy, "192.0.2.1"));
        Assert.Equal(200, await StatusFor(proxy, "192.0.2.2"));
        Assert.Equal(429, await StatusFor(proxy, "192.0.2.1"));
        Assert.Equal(200, await StatusFor(proxy, "2001:db8:0:1::1"));
        Assert.Equal(429, await StatusFor(proxy, "2001:db8:0:1:2:3:4:5"));
        Assert.Equal(200, await StatusFor(proxy, "2001:db8:0:2::1"));
    }

    [Fact]
    public async Task Counts_by_what_the_script_says_and_lets_null_pass()
    {
        await using var proxy = await RunningProxy.Start("""
            RateLimit(perSecond: 0.01, by: http => http.Request.Query["key"].FirstOrDefault());
            Map("/").Respond("ok");
            """);
        Assert.Equal("200 200 429 200 200", await Statuses(proxy, "/?key=a", "/?key=b", "/?key=a", "/", "/"));
    }

    [Theory]
    [InlineData("""Map("/").RateLimit(perSecond: 0.01, burst: 1).Respond("new");""", "200 429")]
    [InlineData("""Map("/").RateLimit(perSecond: 0.02, burst: 1).Respond("new");""", "200 200")]
    public async Task Goes_on_counting_after_a_reload_while_place_and_numbers_stay(string script, string statuses)
    {
        await using var proxy = await RunningProxy.Start(
            """Map("/").RateLimit(perSecond: 0.01, burst: 1).Respond("old");""");
        Assert.Equal("200", await Statuses(proxy, 1));
        proxy.Save(script);
        Assert.Empty(await proxy.Reload());
        Assert.Equal(statuses, await Statuses(proxy, 2));
    }

    [Fact]
    public async Task Goes_on_counting_by_name_wherever_the_limit_has_moved()
    {
        await using var proxy = await RunningProxy.Start(
            """Map("/").RateLimit(perSecond: 0.01, name: "all").Respond("old");""");
        Assert.Equal("200 429", await Statuses(proxy, 2));
        proxy.Save("""


            RateLimit(perSecond: 0.02, name: "all");
            Map("/").Respond("new");
            """);
        Assert.Empty(await proxy.Reload());
        Assert.Equal("429", await Statuses(proxy, 1));
    }

    [Fact]
    public async Task Routes_made_in_a_loop_have_a_limit_each()
    {
        await using var proxy = await RunningProxy.Start("""
            foreach (var path in new[] { "/a", "/b" })
                Map(path).RateLimit(perSecond: 0.01).Respond("ok");
            """);
        Assert.Equal("200 200 429 429", await Statuses(proxy, "/a", "/b", "/a", "/b"));
    }

    [Fact]
    public async Task Delay_lets_the_burst_wait_for_its_turn()
    {
        await using var proxy = await RunningProxy.Start(
            """RateLimit(perSecond: 5, burst: 3, delay: true); Map("/").Respond("ok");""");
        var began = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => proxy.Get("/")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));

        // However slow the machine is: the fourth is due 600 ms after the first.
        Assert.True(Stopwatch.GetElapsedTime(began) > TimeSpan.FromMilliseconds(590));
    }

    [Fact]
    public async Task Delay_refuses_what_is_over_the_burst()
    {
        await using var proxy = await RunningProxy.Start(
            """RateLimit(perSecond: 0.001, burst: 1, delay: true); Map("/").Respond("ok");""");
        Assert.Equal("200", await Statuses(proxy, 1));
        using var patience = new CancellationTokenSource();
        var one = proxy.Client.GetAsync(new Uri("/", UriKind.Relative), patience.Token);
        var other = proxy.Client.GetAsync(new Uri("/", UriKind.Relative), patience.Token);
        var refused = await Task.WhenAny(one, other);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await refused).StatusCode);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => refused == one ? other : one);
    }

    private static Task<string> Statuses(RunningProxy proxy, int count) =>
        Statuses(proxy, [.. Enumerable.Repeat("/", count)]);

    private static async Task<string> Statuses(RunningProxy proxy, params string[] paths)
    {
        var statuses = new List<int>();
        foreach (var path in paths)
            statuses.Add(Status(await RawClient.Get(proxy.Port, path)));
        return string.Join(' ', statuses);
    }

    private static async Task<int> StatusFor(RunningProxy proxy, string client) =>
        Status(await RawClient.Get(proxy.Port, "/", $"X-Forwarded-For: {client}"));

    private static int Status(string answer) => int.Parse(answer.Split(' ')[1], null);
}
