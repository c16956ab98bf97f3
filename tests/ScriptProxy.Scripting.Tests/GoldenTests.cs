using ScriptProxy.Testing;

namespace ScriptProxy.Scripting.Tests;

/// <summary>
/// Every folder below Golden is a script and, in expected.txt, what is printed about it. SCRIPTPROXY_ACCEPT_GOLDEN=1
/// rewrites them.
/// </summary>
public sealed class GoldenTests : IDisposable
{
    private readonly Workbench _bench = new();

    public static TheoryData<string> Cases() =>
        [.. Directory.GetDirectories(Folder())
            .Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prints_what_is_expected(string name)
    {
        var folder = Path.Combine(Folder(), name);
        var request = _bench.Request(Path.Combine(folder, "site.csx")) with
        {
            Upstreams = new HashSet<string> { "app", "api" },
            NamedAt = new Diagnostics.SourcePlace(Path.Combine(folder, "proxy.toml"), 3, 10),
        };

        var loaded = _bench.Load(request, Workbench.Library);
        var lines = loaded.Diagnostics.Select(found => found + "\n").DefaultIfEmpty("Nothing is wrong.\n");
        var printed = string.Concat(lines)
            .Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

        var expected = Path.Combine(folder, "expected.txt");
        if (Environment.GetEnvironmentVariable("SCRIPTPROXY_ACCEPT_GOLDEN") == "1")
            File.WriteAllText(expected, printed);
        Assert.Equal(File.ReadAllText(expected), printed);
    }

    private static string Folder() => Checkout.At("tests/ScriptProxy.Scripting.Tests/Golden");
}
