namespace ScriptProxy.Cli.Tests.Explaining;

/// <summary>Every file of Golden/Explain/cases is a request to the proxy that stands in Golden/Explain, and its explanation.</summary>
public sealed class ExplainGoldenTests
{
    private static readonly string Folder = GoldenFile.At("Explain");

    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Path.Combine(Folder, "cases")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Prints_what_is_expected(string name)
    {
        var (expected, printed) = await GoldenFile.Run(Folder, Path.Combine(Folder, "cases", name));

        Assert.Equal(expected, printed);
    }

    [Theory]
    [InlineData("customer.txt")]
    [InlineData("named.txt")]
    public async Task Says_how_a_certificate_is_come_by(string name)
    {
        var folder = GoldenFile.At("ExplainOnDemand");
        var (expected, printed) = await GoldenFile.Run(folder, Path.Combine(folder, name));

        Assert.Equal(expected, printed);
    }
}
