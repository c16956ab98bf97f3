using ScriptProxy.Diagnostics;
using ScriptProxy.PluginHosting.Tests.Fixtures;

namespace ScriptProxy.PluginHosting.Tests.Offers;

public sealed class OfferDiagnosticsTests : IDisposable
{
    private const string Plugin = """
        public sealed class Good : IProxyPlugin
        {
            public void Configure(IPluginBuilder plugin) { }
        }
        """;

    private readonly PluginWorkshop _workshop = new();

    [Fact]
    public async Task Refuses_a_table_without_a_plugin_and_names_the_nearest()
    {
        _workshop.Drop("GeoBlock.dll", Plugin);

        await Prints(
            "proxy.toml(3,9): error SP3018: there is no plugin 'GeoBlok' for the table 'plugin.GeoBlok'; did you mean "
            + "'GeoBlock'?",
            _workshop.Request() with { Tables = _workshop.Table("GeoBlok") });
    }

    [Fact]
    public async Task Refuses_a_table_when_there_is_no_plugin_at_all()
    {
        await Prints(
            "proxy.toml(3,9): error SP3018: there is no plugin 'Geo' for the table 'plugin.Geo'; put 'Geo.dll' into "
            + "the plugins folder, or remove the table",
            _workshop.Request() with { Folder = _workshop.At("none"), Tables = _workshop.Table("Geo") });
    }

    [Fact]
    public async Task Warns_of_a_table_that_its_plugin_never_reads()
    {
        _workshop.Drop("Geo.dll", Plugin);

        await Prints(
            "proxy.toml(3,9): warning SP3019: plugin 'Geo' has no settings, so the table 'plugin.Geo' does nothing; "
            + "remove the table",
            _workshop.Request() with { Tables = _workshop.Table("Geo") });
    }

    [Fact]
    public async Task Says_only_that_Configure_failed_when_it_failed_before_it_read_its_table()
    {
        _workshop.DropConfiguring("Geo", "throw new IOException(\"no disk\");");

        await Prints(
            "plugins/Geo.dll: error SP3016: plugin 'Geo' failed in Configure: IOException: no disk, at Geo.cs:5",
            _workshop.Request() with { Tables = _workshop.Table("Geo") });
    }

    [Fact]
    public async Task Refuses_a_middleware_that_two_plugins_add()
    {
        _workshop.DropConfiguring("B", "plugin.AddMiddleware(\"auth\", (http, next) => next(http));");
        _workshop.DropConfiguring("A", "plugin.AddMiddleware(\"auth\", (http, next) => next(http));");

        await Prints(
            "plugins/B.dll: error SP3020: plugins 'A' and 'B' both add a middleware 'auth'; rename it in one, or "
            + "remove that plugin");
    }

    [Fact]
    public async Task Refuses_a_balancer_that_one_plugin_adds_twice()
    {
        _workshop.DropConfiguring("A", """
            plugin.AddBalancer("near", (http, servers) => servers[0]);
            plugin.AddBalancer("near", (http, servers) => servers[0]);
            """);

        await Prints(
            "plugins/A.dll: error SP3021: plugin 'A' adds a balancer 'near' twice; give each a name of its own");
    }

    [Fact]
    public async Task Refuses_a_balancer_with_the_name_of_a_built_in_policy()
    {
        _workshop.DropConfiguring("A", "plugin.AddBalancer(\"round_robin\", (http, servers) => servers[0]);");

        await Prints(
            "plugins/A.dll: error SP3022: plugin 'A' adds a balancer 'round_robin', which is the name of a built-in "
            + "policy; give it another name");
    }

    [Fact]
    public async Task Refuses_a_DNS_challenge_that_two_plugins_add()
    {
        const string Add = """
            plugin.AddDnsChallenge("zone", new Zone());
                }

                public sealed class Zone : IDnsChallenge
                {
                    public Task Create(DnsTextRecord record, CancellationToken stop) => Task.CompletedTask;
                    public Task Remove(DnsTextRecord record, CancellationToken stop) => Task.CompletedTask;
            """;
        _workshop.DropConfiguring("B", Add);
        _workshop.DropConfiguring("A", Add);

        await Prints(
            "plugins/B.dll: error SP3023: plugins 'A' and 'B' both add a DNS challenge 'zone'; rename it in one, or "
            + "remove that plugin");
    }

    [Fact]
    public async Task Passes_on_what_is_wrong_with_the_settings()
    {
        _workshop.DropConfiguring("A", "plugin.Options<object>(); plugin.Options<object>();");
        var wrong = Diagnostic.Error(new SourcePlace("proxy.toml", 4, 1), "SP1001", "unknown key 'x'");

        await Prints(
            "proxy.toml(4,1): error SP1001: unknown key 'x'",
            _workshop.Request() with { BindOptions = (_, _) => (new object(), [wrong]) });
    }

    [Fact]
    public async Task Says_only_what_is_wrong_with_the_settings_when_Configure_fails_after_that()
    {
        _workshop.DropConfiguring("A", "plugin.Options<object>(); throw new ArgumentException(\"no paths\");");
        var wrong = Diagnostic.Error(new SourcePlace("proxy.toml", 4, 1), "SP1001", "unknown key 'x'");

        await Prints(
            "proxy.toml(4,1): error SP1001: unknown key 'x'",
            _workshop.Request() with { BindOptions = (_, _) => (new object(), [wrong]) });
    }

    public void Dispose() => _workshop.Dispose();

    private async Task Prints(string expected, PluginRequest? request = null) =>
        Assert.Equal(expected, await _workshop.Report(request));
}
