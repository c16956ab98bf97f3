using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>
/// Writes the guard into a script's text. After each insertion a <c>#line</c> directive says where in the author's
/// file the text goes on, so that the PDB keeps every line and column.
/// </summary>
internal static class GuardedText
{
    public static SourceText Of(SyntaxTree tree, bool declares)
    {
        var root = tree.GetCompilationUnitRoot();
        var text = tree.GetText();
        var insertions = GuardInsertions.In(root);
        if (declares)
            insertions = [Declaration(root), .. insertions];

        // Sorting is stable: of two at one place the declaration, or the outer loop's, stays first.
        var changes = insertions
            .OrderBy(insertion => insertion.Position)
            .GroupBy(insertion => insertion.Position)
            .Select(same => Change(tree, root, same));
        return text.WithChanges(changes);
    }

    public static bool IsNeeded(SyntaxTree tree) => GuardInsertions.In(tree.GetCompilationUnitRoot()).Count > 0;

    // After the usings and directives, which must come first, and before the first statement.
    private static GuardInsertion Declaration(CompilationUnitSyntax root) => new(
        root.Members.Count > 0 ? root.Members[0].SpanStart : root.FullSpan.End, 0,
        $"\n#line hidden\n{ScriptGuard.Declaration}\n");

    private static TextChange Change(SyntaxTree tree, CompilationUnitSyntax root, IGrouping<int, GuardInsertion> same)
    {
        var span = new TextSpan(same.Key, same.Max(insertion => insertion.Replaces));
        var code = string.Concat(same.Select(insertion => insertion.Code));
        return new TextChange(span, code + GoOn(tree, root, span.End));
    }

    // No directive may stand inside an interpolated string: there the columns that follow on the line are off.
    private static string GoOn(SyntaxTree tree, CompilationUnitSyntax root, int position)
    {
        if (position >= root.FullSpan.End || tree.FilePath.Contains('"', StringComparison.Ordinal))
            return "";
        if (root.FindToken(position).Parent?.FirstAncestorOrSelf<InterpolatedStringExpressionSyntax>() is not null)
            return "";
        var at = tree.GetText().Lines.GetLinePosition(position);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\n#line ({at.Line + 1},{at.Character + 1})-({at.Line + 1},{at.Character + 2}) \"{tree.FilePath}\"\n");
    }
}
