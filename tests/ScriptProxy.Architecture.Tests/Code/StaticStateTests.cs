using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Code;

[Collection(nameof(SourceCode))]
public sealed class StaticStateTests(SourceCode code)
{
    [Fact]
    public void Nothing_static_can_be_set() =>
        Violations.AssertNone(code.Product.SelectMany(Settable));

    [Theory]
    [InlineData("class C { static int _count; }")]
    [InlineData("class C { public static string? Name { get; set; } }")]
    public void Finds_static_state(string text) =>
        Assert.Single(Settable(SourceFile.Parse("src/P/C.cs", text)));

    [Theory]
    [InlineData("class C { static readonly int One = 1; const int Two = 2; int _three; }")]
    [InlineData("class C { public static string Name { get; } = \"\"; }")]
    [InlineData("class C { [ThreadStatic] static int _mine; }")]
    public void Lets_constants_pass(string text) =>
        Assert.Empty(Settable(SourceFile.Parse("src/P/C.cs", text)));

    private static IEnumerable<string> Settable(SourceFile file) =>
        from member in file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where member.Modifiers.Any(SyntaxKind.StaticKeyword)

        // What belongs to one thread is shared by nobody.
        where !member.AttributeLists.SelectMany(list => list.Attributes).Any(one => one.Name.ToString() == "ThreadStatic")
        where member switch
        {
            FieldDeclarationSyntax field => !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
            PropertyDeclarationSyntax property =>
                property.AccessorList?.Accessors.Any(
                    accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) == true,
            _ => false,
        }
        select file.At(member, "state that is static outlives its generation and is shared by tests");
}
