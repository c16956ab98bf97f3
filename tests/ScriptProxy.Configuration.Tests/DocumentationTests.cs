using System.Text.RegularExpressions;
using ScriptProxy.Testing;

namespace ScriptProxy.Configuration.Tests;

public sealed partial class DocumentationTests : IDisposable
{
    private static readonly string Docs = Checkout.At("docs");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Examples() =>
        [.. Example().Matches(File.ReadAllText(Path.Combine(Docs, "configuration.md"))).Select(
            match => match.Groups["toml"].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_accepted_as_it_stands(string toml)
    {
        _folder.Write("scripts/shop.csx", "");
        Assert.Empty(Checker.Check(_folder.Write("proxy.toml", toml)));
    }

    [Fact]
    public void Every_code_of_the_catalogue_is_documented_once()
    {
        var source = Checkout.At("src/ScriptProxy.Configuration/SettingsDiagnostics.cs");
        var raised = Code().Matches(File.ReadAllText(source)).Select(match => match.Value).Order();
        var documented = Row().Matches(File.ReadAllText(Path.Combine(Docs, "diagnostics.md"))).Select(
            match => match.Groups["code"].Value);
        Assert.Equal(raised, documented.Where(code => code.StartsWith("SP0", StringComparison.Ordinal)
            || code.StartsWith("SP1", StringComparison.Ordinal)).Order());
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(
        @"^```toml\n(?<toml>.*?)^```",
            RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();

    [GeneratedRegex(@"SP\d{4}")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| (?<code>SP\d{4}) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
