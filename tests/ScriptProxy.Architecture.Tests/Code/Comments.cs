using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ScriptProxy.Architecture.Tests.Code;

/// <summary>Finds the comment by which code answers for an exception to a rule.</summary>
internal static class Comments
{
    public static bool StandAbove(SyntaxNode? node) => node?.GetLeadingTrivia().Any(IsComment) == true;

    public static bool StandIn(SyntaxNode node) => node.DescendantTrivia().Any(IsComment);

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
}
