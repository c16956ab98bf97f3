using System.Text.RegularExpressions;
using ScriptProxy.Diagnostics;
using ScriptProxy.Testing;

namespace ScriptProxy.Scripting.Tests;

/// <summary>Every C# block of the guide is a script that loads.</summary>
public sealed partial class DocumentationTests : IDisposable
{
    private readonly Workbench _bench = new();

    public static TheoryData<int> Blocks() => [.. Enumerable.Range(0, Read().Count)];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Shows_scripts_that_load(int block)
    {
        _bench.Write("secrets/users", "");
        _bench.Write("common/security.csx", """ResponseHeader("X-Frame-Options", "DENY");""");
        _bench.Write("www/index.html", "<h1>Home</h1>");
        _bench.Write("errors/502.html", "<h1>Back soon</h1>");
        var loaded = _bench.Load(Read()[block]);

        Assert.DoesNotContain(loaded.Diagnostics, found => found.Severity == Severity.Error);
    }

    private static IReadOnlyList<string> Read()
    {
        var guide = Checkout.At("docs/scripting.md");
        return [.. Block().Matches(File.ReadAllText(guide)).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
