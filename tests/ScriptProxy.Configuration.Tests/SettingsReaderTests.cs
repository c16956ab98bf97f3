using System.Net;
using System.Runtime.Versioning;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Testing;

namespace ScriptProxy.Configuration.Tests;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Reads_addresses_of_every_form()
    {
        var settings = Accept("""
            [listener.a]
            address = ":80"
            [listener.b]
            address = "[::]:81"
            [listener.c]
            address = "unix:/run/proxy.sock"
            """);
        Assert.Equal(
            [new ListenAddress.AnyIp(80), new ListenAddress.Ip(IPAddress.IPv6Any, 81),
                new ListenAddress.Unix("/run/proxy.sock")],
            settings.Listeners.Select(listener => listener.Address.Value));
    }

    [Fact]
    public void Names_servers_by_their_addresses()
    {
        var settings = Accept("""
            [upstream.app]
            servers = ["http://App:3000", "https://app", "http://[::1]", "unix:/run/app.sock", "echo:", "echo:two"]
            """);
        Assert.Equal(
            ["app:3000", "app:443", "[::1]:80", "/run/app.sock", "echo:", "echo:two"],
            Assert.Single(settings.Upstreams).Servers.Select(server => server.Name));
    }

    [Fact]
    public void Makes_an_upstream_of_the_urls_of_a_site()
    {
        var settings = Accept("""
            [site.app]
            upstream = ["http://127.0.0.1:3000", "http://127.0.0.1:3001"]
            """);
        Assert.Equal("site:app", Assert.Single(settings.Sites).Upstream?.Value);
        Assert.Equal(2, settings.Upstreams.Single(upstream => upstream.Name == "site:app").Servers.Count);
    }

    [Fact]
    public void Gives_a_site_without_hosts_every_host()
    {
        var settings = Accept("[site.app]\nupstream = \"echo:\"");
        Assert.Equal("*", Assert.Single(Assert.Single(settings.Sites).Hosts).Value);
    }

    [Fact]
    public void Writes_hosts_as_they_are_compared()
    {
        var settings = Accept(
            "[site.app]\nupstream = \"echo:\"\nhosts = [\"App.Example.com.\", \"*.MÜNCHEN.example\"]");
        Assert.Equal(
            ["app.example.com", "*.xn--mnchen-3ya.example"],
            Assert.Single(settings.Sites).Hosts.Select(host => host.Value));
    }

    [Fact]
    public void Takes_zero_for_no_limit()
    {
        var settings = Accept("""
            [listener.http]
            address = ":80"
            limits = { header_size = 0, body_size = "0", connections = 0, header_timeout = 0, keep_alive = "off" }
            """);
        Assert.Equal(
            new ListenerLimits
            {
                HeaderSize = null,
                BodySize = null,
                Connections = null,
                HeaderTimeout = null,
                KeepAlive = null,
            },
            Assert.Single(settings.Listeners).Limits);
    }

    [Fact]
    public void Takes_dotted_keys_for_inline_tables()
    {
        var settings = Accept("[listener.http]\naddress = \":80\"\nlimits.connections = 5");
        Assert.Equal(5, Assert.Single(settings.Listeners).Limits.Connections);
    }

    [Fact]
    public void Replaces_variables()
    {
        var settings = Accept("""
            [site.app]
            upstream = "http://127.0.0.1:${PORT}"
            vars = { literal = "$${PORT}", default = "${EMPTY:-full}" }
            """);
        Assert.Equal("127.0.0.1:8080", Assert.Single(Assert.Single(settings.Upstreams).Servers).Name);
        Assert.Equal("${PORT}", settings.Sites[0].Vars["literal"]);
        Assert.Equal("full", settings.Sites[0].Vars["default"]);
    }

    [Fact]
    public void Takes_paths_from_the_file_they_stand_in()
    {
        _folder.Write("sites/a.toml", "[site.a]\nscript = \"a.csx\"");
        var settings = Accept("[proxy]\ninclude = [\"sites/*.toml\"]\nplugins = \"more\"");
        Assert.Equal(_folder.At("sites/a.csx"), Assert.Single(settings.Sites).Script?.Value);
        Assert.Equal(_folder.At("more"), settings.Global.PluginsFolder);
        Assert.Equal([_folder.At("proxy.toml"), _folder.At("sites/a.toml")], settings.Files);
        Assert.Equal([_folder.At("sites/*.toml")], settings.IncludePatterns);
    }

    [Fact]
    public void Still_names_the_file_that_is_missing_so_that_it_is_watched() =>
        Assert.Equal([_folder.At("proxy.toml")], Checker.Read(_folder.At("proxy.toml")).Settings.Files);

    [Fact]
    public void Refuses_a_folder() =>
        Assert.Equal("SP1026", Assert.Single(Checker.Read(_folder.Path).Diagnostics).Code);

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Refuses_a_file_that_everyone_may_write()
    {
        var file = _folder.Write("proxy.toml", "");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherWrite);
        Assert.Equal("SP1024", Assert.Single(Checker.Read(file).Diagnostics).Code);
    }

    public void Dispose() => _folder.Dispose();

    private ProxySettings Accept(string toml) => Checker.Accept(_folder.Write("proxy.toml", toml));
}
