using ScriptProxy.Testing;

namespace ScriptProxy.Configuration.Tests;

/// <summary>
/// Every folder of Golden holds a proxy.toml and, in expected.txt, all that is printed about it. With
/// SCRIPTPROXY_ACCEPT_GOLDEN=1 what is printed now becomes what is expected.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Checkout.At("tests/ScriptProxy.Configuration.Tests/Golden");

    public static TheoryData<string> Cases() =>
        [.. Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(
            StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prints_what_is_expected(string name)
    {
        var folder = Path.Combine(Folder, name);
        var printed = Print(folder);
        var file = Path.Combine(folder, "expected.txt");
        if (Environment.GetEnvironmentVariable("SCRIPTPROXY_ACCEPT_GOLDEN") == "1")
            File.WriteAllText(file, printed);

        Assert.Equal(File.ReadAllText(file), printed);
    }

    private static string Print(string folder)
    {
        var diagnostics = Checker.Check(Path.Combine(folder, "proxy.toml"));
        var text = string.Concat(diagnostics.Select(diagnostic => $"{diagnostic}\n"));
        return text.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }
}
