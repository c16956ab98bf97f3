using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ScriptProxy.Architecture.Tests.Sources;

/// <summary>One C# file, parsed. The rules take it by itself, so that each can be tried on a few lines.</summary>
/// <param name="Path">Relative to the root of the repository, with forward slashes.</param>
/// <param name="Tree">Its syntax, without documentation comments.</param>
public sealed record SourceFile(string Path, SyntaxTree Tree)
{
    private static readonly CSharpParseOptions Options =
        new(LanguageVersion.CSharp14, DocumentationMode.None);

    public CompilationUnitSyntax Root => (CompilationUnitSyntax)Tree.GetRoot();

    public string Folder => Path[..Math.Max(Path.LastIndexOf('/'), 0)];

    public string NameWithoutExtension => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static SourceFile Read(string path) => Parse(path, Repository.Read(path));

    public static SourceFile Parse(string path, string text) =>
        new(path, CSharpSyntaxTree.ParseText(text, Options, path));

    /// <summary><c>path(line): text</c>, as a violation is printed.</summary>
    public string At(SyntaxNodeOrToken node, string text) =>
        $"{Path}({Tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}): {text}";

    /// <summary>The types that stand at the top of the file, delegates included.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes() =>
        Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);
}
