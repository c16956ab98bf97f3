using ScriptProxy.Cli.Output;
using ScriptProxy.Server;

namespace ScriptProxy.Cli.Tests.Output;

public sealed class BannerTests
{
    private static readonly GenerationSummary Summary = new(
        3,
        [("http", "http://127.0.0.1:8080")],
        [("app", ["app.example.com", "*.app.example.com"], "/srv/proxy/scripts/app.csx"), ("plain", ["*"], null)],
        ["GeoBlock"],
        true,
        TimeSpan.FromMilliseconds(41.4));

    [Fact]
    public void Tells_what_serves() =>
        Assert.Equal(
            $"""
            ScriptProxy {ProductVersion.Text} serves after 41 ms
              listener  http: http://127.0.0.1:8080
              site      app: app.example.com, *.app.example.com -> scripts/app.csx
              site      plain: *
              plugins   GeoBlock
              watching for changes; Ctrl+C or SIGTERM stops, a second one at once

            """,
            Written(banner => banner.WriteStarted(Summary)));

    [Fact]
    public void Does_not_claim_to_watch_when_it_does_not() =>
        Assert.Contains(
            "\n  SIGHUP reloads; Ctrl+C or SIGTERM stops,",
            Written(banner => banner.WriteStarted(Summary with { Watching = false })));

    [Fact]
    public void Tells_a_reload_in_one_line() =>
        Assert.Equal("reloaded: generation 3 in 41 ms\n", Written(banner => banner.WriteReloaded(Summary)));

    [Fact]
    public void Tells_that_a_refused_reload_changed_nothing() =>
        Assert.Equal("the running generation 2 goes on\n", Written(banner => banner.WriteKept(2)));

    private static string Written(Action<Banner> write)
    {
        using var error = new StringWriter { NewLine = "\n" };
        write(new Banner(error, "/srv/proxy"));
        return error.ToString();
    }
}
