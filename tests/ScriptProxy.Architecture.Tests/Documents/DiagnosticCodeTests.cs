using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Documents;

[Collection(nameof(SourceCode))]
public sealed partial class DiagnosticCodeTests(SourceCode code)
{
    private const string Page = "docs/diagnostics.md";

    private readonly IReadOnlyList<(string Code, string Place)> _used =
    [
        .. from file in code.Below("src/")
           from token in file.Root.DescendantTokens()
           where token.IsKind(SyntaxKind.StringLiteralToken) && Code().IsMatch(token.ValueText)
           select (token.ValueText, file.At(token, token.ValueText)),
    ];

    [Fact]
    public void Every_code_that_is_used_has_a_row() =>
        Violations.AssertNone(
            from use in _used
            where !Documented().Contains(use.Code)
            select $"{use.Place} has no row in {Page}");

    [Fact]
    public void Every_row_is_of_a_code_that_is_used() =>
        Violations.AssertNone(
            from row in Documented()
            where !_used.Any(use => use.Code == row)
            select $"{Page}: nothing reports {row}");

    [Fact]
    public void A_code_means_one_thing() =>
        Violations.AssertNone(
            from use in _used
            group use.Place by use.Code into places
            where places.Count() > 1
            select string.Join(" and ", places));

    [Fact]
    public void A_code_has_one_row() =>
        Violations.AssertNone(
            from row in Documented()
            group row by row into rows
            where rows.Count() > 1
            select $"{Page}: {rows.Key} has {rows.Count()} rows");

    private static IReadOnlyList<string> Documented() =>
        Repository.Files("docs").Contains(Page)
            ? [.. Row().Matches(Repository.Read(Page)).Select(match => match.Groups[1].Value)]
            : [];

    [GeneratedRegex(@"^SP\d{4}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\|\s*`?(SP\d{4})\b", RegexOptions.Multiline)]
    private static partial Regex Row();
}
