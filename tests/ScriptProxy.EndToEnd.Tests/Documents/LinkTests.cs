using System.Text.RegularExpressions;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Documents;

public sealed partial class LinkTests
{
    private static readonly HashSet<string> Generated = ["bin", "obj", ".git", "state"];

    public static TheoryData<string> Documents() =>
        [.. Below(new DirectoryInfo(Checkout.Root)).Select(file => Path.GetRelativePath(Checkout.Root, file.FullName))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Checkout.At(document))!;
        var links = Link().Matches(Fence().Replace(Checkout.Read(document), ""))
            .Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal));

        Assert.All(
            links, link => Assert.True(Path.Exists(Path.Combine(folder, link)), $"{document} links to '{link}'"));
    }

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) =>
        folder.EnumerateFiles("*.md").Concat(
            folder.EnumerateDirectories().Where(child => !Generated.Contains(child.Name)).SelectMany(Below));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    // What stands in code is no link.
    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
