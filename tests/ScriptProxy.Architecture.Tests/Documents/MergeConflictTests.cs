using System.Text.RegularExpressions;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Documents;

public sealed partial class MergeConflictTests
{
    [Fact]
    public void No_file_holds_two_versions_of_itself() =>
        Violations.AssertNone(
            from path in Repository.TextFiles()
            from line in Markers(Repository.Read(path))
            select $"{path}({line}): a mark that an unfinished merge left");

    [Theory]
    [InlineData('<', " main")]
    [InlineData('|', " 1a2b3c4")]
    [InlineData('=', "")]
    [InlineData('=', "\r")]
    [InlineData('>', " Say why")]
    [InlineData('>', "")]
    public void Finds_a_mark_and_its_line(char mark, string rest) =>
        Assert.Equal([2], Markers($"one\n{new string(mark, 7)}{rest}\nthree"));

    [Theory]
    [InlineData("Heading\n========")]
    [InlineData("======= 7 ======")]
    [InlineData("    <<<<<<< quoted in a text")]
    [InlineData(">>>>>>>>>> mail")]
    public void Lets_other_lines_pass(string text) => Assert.Empty(Markers(text));

    private static IEnumerable<int> Markers(string text) =>
        Marker().Matches(text).Select(match => text.AsSpan(0, match.Index).Count('\n') + 1);

    [GeneratedRegex(@"^([<>|])\1{6}(?=[ \r\n]|\z)|^={7}(?=\r?(\n|\z))", RegexOptions.Multiline)]
    private static partial Regex Marker();
}
