using System.Net;
using ScriptProxy.Configuration.Options;
using ScriptProxy.Testing;

namespace ScriptProxy.Configuration.Tests.Options;

public sealed class OptionsBinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Leaves_the_defaults_when_there_is_no_table()
    {
        var (options, diagnostics) = OptionsBinder.Bind(null, "Sample", typeof(SampleOptions));
        Assert.Empty(diagnostics);
        Assert.Equal(5, Assert.IsType<SampleOptions>(options).MaxTries);
    }

    [Fact]
    public void Binds_single_values_of_every_kind()
    {
        var options = Accept("""
            max_tries = 7
            share = 1
            enabled = true
            every = "5m"
            color = "dark_red"
            home_page = "https://example.com/x"
            network = "10.0.0.0/8"
            """);
        Assert.Equal(7, options.MaxTries);
        Assert.Equal(1.0, options.Share);
        Assert.True(options.Enabled);
        Assert.Equal(TimeSpan.FromMinutes(5), options.Every);
        Assert.Equal(SampleColor.DarkRed, options.Color);
        Assert.Equal(new Uri("https://example.com/x"), options.HomePage);
        Assert.Equal(IPNetwork.Parse("10.0.0.0/8"), options.Network);
    }

    [Fact]
    public void Binds_paths_relative_to_the_file_that_says_them()
    {
        var options = Accept("""
            data = "geo/country.mmdb"
            cache = "/var/cache/x"
            """);
        Assert.Equal(_folder.At("geo/country.mmdb"), options.Data?.FullName);
        Assert.Equal("/var/cache/x", options.Cache?.FullName);
    }

    [Fact]
    public void Binds_lists_dictionaries_and_classes()
    {
        var options = Accept("""
            names = ["a", "b"]
            numbers = [1, 2]
            limits = { one = 1, two = 2 }
            inner = { name = "x" }
            inners = [{ name = "y" }]
            """);
        Assert.Equal(["a", "b"], options.Names);
        Assert.Equal([1, 2], options.Numbers);
        Assert.Equal(2, options.Limits["two"]);
        Assert.Equal("x", options.Inner?.Name);
        Assert.Equal("y", Assert.Single(options.Inners).Name);
    }

    [Theory]
    [InlineData(
        "max_trys = 1", "(2,1): error SP1005: unknown key 'max_trys' in [plugin.Sample]; did you mean 'max_tries'?")]
    [InlineData("max_tries = \"x\"", "(2,13): error SP1007: 'max_tries' is a string; write a whole number")]
    [InlineData("max_tries = 3000000000",
        "(2,13): error SP1015: 'max_tries' is 3000000000; it must be from -2147483648 to 2147483647")]
    [InlineData("color = \"dark_rad\"", "(2,9): error SP1014: 'color' cannot be 'dark_rad'; did you mean 'dark_red'?")]
    [InlineData("inner = { nam = \"x\" }",
        "(2,11): error SP1005: unknown key 'nam' in 'inner' of [plugin.Sample]; did you mean 'name'?")]
    [InlineData("numbers = [1, \"b\"]", "(2,15): error SP1007: 'numbers' is a string; write a whole number")]
    [InlineData("home_page = \"here\"",
        "(2,13): error SP1053: 'home_page' cannot be 'here'; write a whole url such as \"https://example.com/path\"")]
    [InlineData("picky = \"x\"",
        "(2,9): error SP1052: plugin 'Sample' refuses 'picky': x is not good enough; see the plugin's documentation "
        + "for what it takes")]
    public void Reports_what_does_not_fit(string toml, string expected)
    {
        var (_, diagnostics) = Bind(toml);
        Assert.Equal($"{_folder.At("proxy.toml")}{expected}", Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void Reports_a_property_that_toml_cannot_fill() =>
        Assert.Equal("SP1050", Assert.Single(Bind("anything = 1").Diagnostics).Code);

    [Fact]
    public void Reports_a_class_without_a_constructor() =>
        Assert.Equal(
            "SP1051",
                Assert.Single(OptionsBinder.Bind(null, "Sample", typeof(NoConstructorOptions)).Diagnostics).Code);

    public void Dispose() => _folder.Dispose();

    private SampleOptions Accept(string toml)
    {
        var (options, diagnostics) = Bind(toml);
        Assert.Empty(diagnostics);
        return (SampleOptions)options;
    }

    private (object Options, IReadOnlyList<ScriptProxy.Diagnostics.Diagnostic> Diagnostics) Bind(string toml)
    {
        var file = _folder.Write("proxy.toml", $"[plugin.Sample]\n{toml}\n");
        return OptionsBinder.Bind(Assert.Single(Checker.Accept(file).Plugins), "Sample", typeof(SampleOptions));
    }
}
