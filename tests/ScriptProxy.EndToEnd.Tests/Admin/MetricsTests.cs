namespace ScriptProxy.EndToEnd.Tests.Admin;

public sealed class MetricsTests
{
    [Fact]
    public async Task Follow_the_text_grammar_of_Prometheus()
    {
        await using var admin = await AdminProxy.Start(
            """Map("/a").To("app"); Map("/x").Respond("x");""", "[upstream.app]\nservers = [\"echo:one\"]\n");
        await admin.Proxy.GetText("/a");
        using var missing = await admin.Proxy.Get("/missing");

        var metrics = PrometheusText.Parse(await admin.Text("/metrics"));

        Assert.Equal(1, metrics.Value("scriptproxy_generation"));
        Assert.Equal(2, metrics.Value("scriptproxy_requests_total", ("listener", "http")));
        Assert.Equal(
            1, metrics.Value("scriptproxy_upstream_requests_total", ("upstream", "app"), ("server", "echo:one")));
        Assert.Equal(1, metrics.Value("scriptproxy_upstream_up", ("upstream", "app"), ("server", "echo:one")));
        Assert.True(metrics.Value("scriptproxy_sent_bytes_total", ("listener", "http")) > 0);
        Assert.True(metrics.Value("process_resident_memory_bytes") > 1_000_000);
    }

    [Fact]
    public async Task Count_answers_by_site_and_class_and_how_long_they_took()
    {
        await using var admin = await AdminProxy.Start();
        for (var i = 0; i < 3; i++)
            await admin.Proxy.GetText("/x");
        using var missing = await admin.Proxy.Get("/missing");
        var metrics = await Counting(admin, 4);

        Assert.Equal(3, metrics.Value("scriptproxy_responses_total", ("site", "test"), ("code", "2xx")));
        Assert.Equal(1, metrics.Value("scriptproxy_responses_total", ("site", "test"), ("code", "4xx")));
        Assert.Equal(4, metrics.Value("scriptproxy_request_duration_seconds_bucket", ("site", "test"), ("le", "+Inf")));
    }

    [Fact]
    public async Task Have_no_series_for_what_clients_make_up()
    {
        await using var admin = await AdminProxy.Start(toml: "@site hosts = [\"localhost\"]\n");
        await admin.Proxy.GetText("/x");
        var before = await Counting(admin, 1);
        for (var i = 0; i < 20; i++)
        {
            using var strange = await admin.Proxy.Get($"/path-{i}", ("Host", $"host-{i}.example.com"));
            Assert.Equal(421, (int)strange.StatusCode);
        }

        var after = PrometheusText.Parse(await admin.Text("/metrics"));

        // One site more: that of requests whose host no site has.
        Assert.Equal(before.Count("scriptproxy_responses_total") + 5, after.Count("scriptproxy_responses_total"));
        Assert.DoesNotContain(after.Labels, value => value.Contains("host-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Count_reloads_and_faults()
    {
        await using var admin = await AdminProxy.Start();
        await admin.Post("/reload");
        admin.Proxy.Save("Mapp();");
        await admin.Post("/reload");

        var metrics = PrometheusText.Parse(await admin.Text("/metrics"));

        Assert.Equal(1, metrics.Value("scriptproxy_reloads_total", ("result", "ok")));
        Assert.Equal(1, metrics.Value("scriptproxy_reloads_total", ("result", "failed")));
        Assert.Equal(0, metrics.Value("scriptproxy_last_reload_successful"));
        Assert.Equal(2, metrics.Value("scriptproxy_generation"));
    }

    // A request is counted when it has ended, which is after its client has the answer.
    private static async Task<PrometheusText> Counting(AdminProxy admin, int requests)
    {
        PrometheusText? metrics = null;
        await Eventually.Holds(async () =>
        {
            metrics = PrometheusText.Parse(await admin.Text("/metrics"));
            return metrics.ValueOrZero("scriptproxy_request_duration_seconds_count", ("site", "test")) == requests;
        });
        return metrics!;
    }
}
