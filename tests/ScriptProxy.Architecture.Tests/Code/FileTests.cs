using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Code;

[Collection(nameof(SourceCode))]
public sealed class FileTests(SourceCode code)
{
    private const int MostLines = 300;

    [Fact]
    public void A_file_holds_one_type_and_has_its_name() =>
        Violations.AssertNone(code.All.SelectMany(Strays));

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Violations.AssertNone(code.All.SelectMany(TooLong));

    [Theory]
    [InlineData("class One; class Two;")]
    [InlineData("namespace N; record One; enum Two;")]
    [InlineData("namespace N; class Other;")]
    [InlineData("public delegate void Other();")]
    public void Finds_a_second_type_or_another_name(string text) =>
        Assert.Single(Strays(SourceFile.Parse("src/P/One.cs", text)));

    [Theory]
    [InlineData("namespace N; class One<T> { class Inner; }")]
    [InlineData("class One; file class Two;")]
    [InlineData("return 0;")]
    public void Lets_nested_and_file_local_types_pass(string text) =>
        Assert.Empty(Strays(SourceFile.Parse("src/P/One.cs", text)));

    [Fact]
    public void Finds_a_file_that_is_too_long() =>
        Assert.Single(TooLong(SourceFile.Parse("src/P/One.cs", new string('\n', MostLines + 1))));

    private static IEnumerable<string> Strays(SourceFile file) =>
        from type in file.TopLevelTypes()
        where !type.Modifiers.Any(SyntaxKind.FileKeyword)
        let name = (type as BaseTypeDeclarationSyntax)?.Identifier.Text
            ?? ((DelegateDeclarationSyntax)type).Identifier.Text
        where name != file.NameWithoutExtension.Split('.')[0]
        select file.At(type, $"'{name}' belongs into {name}.cs");

    private static IEnumerable<string> TooLong(SourceFile file)
    {
        var lines = file.Tree.GetText().Lines.Count - 1;
        return lines > MostLines ? [$"{file.Path}: {lines} lines, at most {MostLines}"] : [];
    }
}
