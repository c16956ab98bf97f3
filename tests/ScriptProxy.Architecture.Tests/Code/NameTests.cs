using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Code;

[Collection(nameof(SourceCode))]
public sealed class NameTests(SourceCode code)
{
    [Fact]
    public void No_type_has_an_empty_name() =>
        Violations.AssertNone(code.All.SelectMany(EmptyTypeNames));

    [Fact]
    public void No_folder_has_an_empty_name() =>
        Violations.AssertNone(
            from folder in Repository.Files().SelectMany(path => path.Split('/')[..^1]).Distinct()
            where Names.EmptyWord(folder) is not null
            select $"the folder '{folder}' does not say what it holds");

    [Theory]
    [InlineData("class RouteManager;")]
    [InlineData("static class StringHelpers;")]
    [InlineData("class Outer { record ServerInfo; }")]
    [InlineData("interface IClientImpl;")]
    public void Finds_an_empty_name(string text) =>
        Assert.Single(EmptyTypeNames(SourceFile.Parse("src/P/C.cs", text)));

    [Fact]
    public void Lets_a_word_pass_that_only_sounds_like_one() =>
        Assert.Null(Names.EmptyWord("Sysinfo"));

    private static IEnumerable<string> EmptyTypeNames(SourceFile file) =>
        from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let word = Names.EmptyWord(type.Identifier.Text)
        where word is not null
        select file.At(type.Identifier, $"'{type.Identifier.Text}': '{word}' does not say what it does");
}
