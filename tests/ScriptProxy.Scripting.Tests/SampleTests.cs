namespace ScriptProxy.Scripting.Tests;

public sealed class SampleTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Loads_a_site_that_uses_nearly_everything()
    {
        _bench.Write("common/security.csx", """ResponseHeader("X-Frame-Options", "DENY");""");
        var request = _bench.Request(_bench.Write("shop.csx", """
            #load "common/security.csx"

            Map("/api/{**rest}").StripPrefix("/api").To("api");
            Map("/app/{**rest}").To("app");
            Map("/ws/{**rest}").To("chat");
            Map("/v1/{**rest}").Rewrite("/api/v1/{rest}").To("api");
            Map("/old/{**rest}").Redirect("https://new.example.com/{rest}", permanent: true);
            Map("/hello/{name}").Handle(http => Results.Text($"Hello {http.Route("name")}"));
            Map("/one-off/{**rest}").To("http://127.0.0.1:5000");

            Map("/{**path}").Methods("POST").Header("X-Beta", "1").To("beta");
            Map("/{**path}").When(http => http.Request.Cookies.ContainsKey("canary")).Order(-1).To("canary");
            Map("/t/{tenant}/{**rest}").To(http => $"tenant-{http.Route("tenant")}");
            Map("/cart/{**rest}").Balance((http, servers) => servers.ByHash(http.Request.Cookies["cart"])).To("app");

            RequestHeader("X-Tenant", Vars["tenant"]);
            RequestHeader("X-Request-Id", http => http.TraceIdentifier);
            RemoveRequestHeader("X-Internal");
            ResponseHeader("X-Content-Type-Options", "nosniff");
            ResponseHeader("X-Served-By", http => http.Upstream?.Server);
            RemoveResponseHeader("X-Powered-By");
            Use(async (http, next) =>
            {
                var started = Stopwatch.GetTimestamp();
                await next(http);
                Log.LogInformation("{Path} took {Elapsed}", http.Request.Path, Stopwatch.GetElapsedTime(started));
            });

            async Task Refresh(CancellationToken stop) => await Task.Delay(1, stop);
            Every("1m", async stop => await Refresh(stop));
            """)) with
        {
            Upstreams = new HashSet<string> { "api", "app", "chat", "beta", "canary" },
        };

        var loaded = _bench.Load(request, Workbench.Library);

        Assert.Empty(loaded.Diagnostics);
        Assert.Equal(11, loaded.Definition!.Routes.Count);
        Assert.Equal(4, loaded.Definition.Rules.ResponseHeaders.Count);
        Assert.Single(loaded.Definition.Jobs);
    }
}
