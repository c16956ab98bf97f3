using System.Text.RegularExpressions;
using ScriptProxy.PluginHosting.Tests.Fixtures;
using ScriptProxy.Testing;

namespace ScriptProxy.PluginHosting.Tests.Documentation;

public sealed partial class PluginGuideTests : IDisposable
{
    private readonly PluginWorkshop _workshop = new();

    [Fact]
    public async Task Every_plugin_of_the_guide_loads()
    {
        var blocks = Blocks("csharp");
        for (var i = 0; i < blocks.Count; i++)
            _workshop.Drop($"Guide{i}.dll", blocks[i]);

        await using var set = _workshop.Load();

        // The one that asks for a setting gets none here, and says so as the guide tells.
        Assert.Contains("'paths' is empty; name at least one", Assert.Single(set.Diagnostics).Message);
        Assert.Equal(["blocklist", "maintenance"], set.Offers.Middleware.Keys.Order());
        Assert.Equal(["by-tenant"], set.Offers.Balancers.Keys);
        Assert.Equal(["zone-folder"], set.Offers.DnsChallenges.Keys);
    }

    [Fact]
    public void Every_script_of_the_guide_compiles()
    {
        var words = PluginCompiler.Compile(
            _workshop.At("Guide.dll"), Blocks("csharp").Single(block => block.Contains("T NoStore")));
        string[] plugins = [words, Checkout.At("plugins/GeoBlock/GeoBlock.dll")];

        foreach (var script in Blocks("csx"))
        {
            Assert.Empty(PluginCompiler.ErrorsOfScript(script, ["ScriptProxy", "ScriptProxy.GeoBlock"], plugins));
        }
    }

    [Fact]
    public void Every_code_of_the_catalogue_has_its_line()
    {
        var catalogue = File.ReadAllText(Checkout.At("src/ScriptProxy.PluginHosting/PluginDiagnostics.cs"));
        var codes = Code().Matches(catalogue).Select(match => match.Value.Trim('"')).ToList();
        var documents = string.Concat(
            Directory.EnumerateFiles(Checkout.At("docs"), "diagnostics*.md").Select(File.ReadAllText));

        Assert.Equal(codes.Distinct(), codes);
        Assert.All(codes, code => Assert.Contains($"| {code} |", documents, StringComparison.Ordinal));
    }

    public void Dispose() => _workshop.Dispose();

    private static List<string> Blocks(string language) =>
    [
        .. Fence().Matches(File.ReadAllText(Checkout.At("docs/plugins.md")))
            .Where(block => block.Groups["language"].Value == language)
            .Select(block => block.Groups["code"].Value),
    ];

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("\"SP\\d{4}\"")]
    private static partial Regex Code();
}
