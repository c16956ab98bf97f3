using ScriptProxy.GeoBlock.Tests.Databases;
using ScriptProxy.GeoBlock.Tests.Fakes;
using ScriptProxy.Testing;

namespace ScriptProxy.GeoBlock.Tests;

public sealed class GeoBlockTests : IDisposable
{
    private const string Canada = "203.0.113.7";
    private const string Lake = "203.0.113.200";
    private const string Norway = "2001:db8:47::1";
    private const string Nowhere = "192.0.2.1";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(24)]
    [InlineData(28)]
    public async Task Knows_the_country_of_an_address(int recordSize)
    {
        using var plugin = new ConfiguredPlugin(new() { Database = new(Database(recordSize)) });

        Assert.Equal("CA", await CountryOf(plugin, Canada));
        Assert.Equal("US", await CountryOf(plugin, Lake));
        Assert.Equal("NO", await CountryOf(plugin, Norway));
        Assert.Null(await CountryOf(plugin, Nowhere));
    }

    [Fact]
    public async Task Takes_an_IPv4_address_in_IPv6_for_what_it_is()
    {
        using var plugin = new ConfiguredPlugin(new() { Database = new(Database()) });

        Assert.Equal("CA", await CountryOf(plugin, "::ffff:" + Canada));
    }

    [Fact]
    public async Task Does_not_know_IPv6_addresses_from_a_database_of_IPv4()
    {
        var database = new CountryDatabaseWriter(ipVersion: 4).Add("203.0.113.0/24", "CA").Write(_folder.At("4.mmdb"));
        using var plugin = new ConfiguredPlugin(new() { Database = new(database) });

        Assert.Equal("CA", await CountryOf(plugin, Canada));
        Assert.Null(await CountryOf(plugin, Norway));
    }

    [Theory]
    [InlineData(Canada, 200)]
    [InlineData(Norway, 403)]
    [InlineData(Nowhere, 403)]
    public async Task Allow_admits_only_the_countries_in_it(string address, int status)
    {
        using var plugin = new ConfiguredPlugin(new() { Database = new(Database()), Allow = ["ca"] });

        Assert.Equal(status, await Blocked(plugin).StatusFor(Client.At(address)));
    }

    [Theory]
    [InlineData(Canada, 451)]
    [InlineData(Norway, 200)]
    [InlineData(Nowhere, 200)]
    public async Task Deny_refuses_only_the_countries_in_it(string address, int status)
    {
        using var plugin = new ConfiguredPlugin(new() { Database = new(Database()), Deny = ["CA"], Status = 451 });

        Assert.Equal(status, await Blocked(plugin).StatusFor(Client.At(address)));
    }

    [Fact]
    public async Task Deny_wins_over_allow()
    {
        using var plugin = new ConfiguredPlugin(
            new() { Database = new(Database()), Allow = ["CA", "NO"], Deny = ["CA"] });

        Assert.Equal(403, await Blocked(plugin).StatusFor(Client.At(Canada)));
        Assert.Equal(200, await Blocked(plugin).StatusFor(Client.At(Norway)));
    }

    [Theory]
    [InlineData(UnknownCountry.Allow, 200)]
    [InlineData(UnknownCountry.Deny, 403)]
    public async Task Unknown_says_what_becomes_of_addresses_without_a_country(UnknownCountry unknown, int status)
    {
        using var plugin = new ConfiguredPlugin(new() { Database = new(Database()), Unknown = unknown });

        Assert.Equal(status, await Blocked(plugin).StatusFor(Client.At(Nowhere)));
        Assert.Equal(status, await Required(plugin, "CA").StatusFor(Client.At(Nowhere)));
    }

    [Theory]
    [InlineData(Canada, 200)]
    [InlineData(Lake, 200)]
    [InlineData(Norway, 403)]
    [InlineData(Nowhere, 403)]
    public async Task RequireCountry_admits_only_the_countries_it_names(string address, int status)
    {
        using var plugin = new ConfiguredPlugin(new() { Database = new(Database()) });

        Assert.Equal(status, await Required(plugin, "CA", "us").StatusFor(Client.At(address)));
    }

    [Fact]
    public async Task Site_and_route_must_both_admit()
    {
        using var plugin = new ConfiguredPlugin(new() { Database = new(Database()) });
        var both = Required(plugin, "CA", "NO").RequireCountry("CA");

        Assert.Equal(200, await both.StatusFor(Client.At(Canada)));
        Assert.Equal(403, await both.StatusFor(Client.At(Norway)));
    }

    [Fact]
    public void RequireCountry_refuses_what_is_not_a_code()
    {
        using var plugin = new ConfiguredPlugin(new() { Database = new(Database()) });

        Assert.Equal(
            "'Canada' is not a country code, give two letters: \"CA\".",
            Assert.Throws<ArgumentException>(() => Required(plugin, "Canada")).Message);
        Assert.Throws<ArgumentException>(() => Required(plugin));
    }

    [Fact]
    public void Offers_nothing_without_a_database()
    {
        using var plugin = new ConfiguredPlugin(new());

        Assert.Empty(plugin.Middleware);
    }

    [Fact]
    public void Refuses_lists_without_a_database()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new ConfiguredPlugin(new() { Allow = ["CA"] }));

        Assert.Equal(
            "[plugin.GeoBlock] says whom to admit but names no database; set 'database' to a MaxMind country database.",
            error.Message);
    }

    [Fact]
    public void Refuses_settings_that_cannot_be()
    {
        Assert.Throws<ArgumentException>(() => new GeoBlockOptions { Status = 200 });
        Assert.Throws<ArgumentException>(() => new GeoBlockOptions { Allow = ["Canada"] });
        Assert.Throws<ArgumentException>(() => new GeoBlockOptions { Deny = ["C"] });
    }

    [Fact]
    public void Runs_everywhere_when_asked_to()
    {
        using var plugin = new ConfiguredPlugin(new() { Database = new(Database()), Everywhere = true });

        Assert.Equal([GeoBlockPlugin.BlockMiddleware], plugin.Everywhere);
    }

    [Fact]
    public async Task Goes_on_when_its_database_is_overwritten()
    {
        var database = Database();
        using var plugin = new ConfiguredPlugin(new() { Database = new(database) });

        await File.WriteAllTextAsync(database, "");

        Assert.Equal("CA", await CountryOf(plugin, Canada));
    }

    [Fact]
    public void Says_what_to_do_where_the_country_is_not_known()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Client.At(Canada).Country);

        Assert.Equal("The country is not known here; say Use(\"geo-country\") before.", error.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static IRules Blocked(ConfiguredPlugin plugin) =>
        Rules.Of(plugin.Middleware).Use(GeoBlockPlugin.BlockMiddleware);

    private static IRules Required(ConfiguredPlugin plugin, params string[] codes) =>
        Rules.Of(plugin.Middleware).RequireCountry(codes);

    private static async Task<string?> CountryOf(ConfiguredPlugin plugin, string address)
    {
        var http = Client.At(address);
        await Rules.Of(plugin.Middleware).Use(GeoBlockPlugin.CountryMiddleware).StatusFor(http);
        return http.Country;
    }

    private string Database(int recordSize = 24) =>
        new CountryDatabaseWriter(recordSize)
            .Add("203.0.113.0/24", "CA")
            .Add("203.0.113.128/25", "US")
            .Add("2001:db8:47::/48", "NO")
            .Write(_folder.At($"{recordSize}.mmdb"));
}
