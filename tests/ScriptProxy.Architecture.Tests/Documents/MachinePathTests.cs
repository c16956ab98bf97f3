using System.Text.RegularExpressions;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Documents;

public sealed partial class MachinePathTests
{
    [Fact]
    public void No_file_names_a_place_on_somebodys_machine() =>
        Violations.AssertNone(
            from path in Repository.TextFiles()
            from found in Places(Repository.Read(path))
            select $"{path}: '{found}' exists on one machine only");

    [Theory]
    [InlineData("home/jane/proxy")]
    [InlineData("root/.dotnet")]
    [InlineData("Users/jane/proxy")]
    public void Finds_a_home_folder(string path) => Assert.Single(Places($"see /{path}"));

    [Theory]
    [InlineData("see /roots/0")]
    [InlineData("GET https://example.com/home/page")]
    [InlineData("an author's ~/.config")]
    public void Lets_other_paths_pass(string text) => Assert.Empty(Places(text));

    // The checkout's own folder too, wherever it happens to be.
    private static IEnumerable<string> Places(string text) =>
        HomeFolder().Matches(text).Select(match => match.Value)
            .Concat(text.Contains(Repository.Root, StringComparison.Ordinal) ? [Repository.Root] : []);

    [GeneratedRegex(@"(?<![\w.~/*}-])(/(home|Users)/\w+|/(?:root)/|[A-Z]:\\Users\\\w+)")]
    private static partial Regex HomeFolder();
}
