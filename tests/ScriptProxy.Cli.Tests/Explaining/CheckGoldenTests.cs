namespace ScriptProxy.Cli.Tests.Explaining;

/// <summary>Every folder of Golden/Check is a proxy, and in expected.txt stands what <c>check</c> says of it.</summary>
public sealed class CheckGoldenTests
{
    private static readonly string Folder = GoldenFile.At("Check");

    public static TheoryData<string> Cases() =>
        [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Prints_what_is_expected(string name)
    {
        var folder = Path.Combine(Folder, name);
        var (expected, printed) = await GoldenFile.Run(folder, Path.Combine(folder, "expected.txt"));

        Assert.Equal(expected, printed);
    }
}
