using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>
/// Finds where a script could run for ever: the turn of a loop, the target of a goto, the beginning of a function.
/// Lambdas that are a single expression are left alone, because they may have to stay one to become an expression
/// tree.
/// </summary>
internal sealed class GuardInsertions : CSharpSyntaxWalker
{
    private readonly List<GuardInsertion> _found = [];

    private GuardInsertions()
    {
    }

    public static IReadOnlyList<GuardInsertion> In(SyntaxNode root)
    {
        var walker = new GuardInsertions();
        walker.Visit(root);
        return walker._found;
    }

    public override void DefaultVisit(SyntaxNode node)
    {
        switch (node)
        {
            case WhileStatementSyntax loop:
                Turn(loop.Statement);
                break;
            case DoStatementSyntax loop:
                Turn(loop.Statement);
                break;
            case ForStatementSyntax loop:
                Turn(loop.Statement);
                break;
            case CommonForEachStatementSyntax loop:
                Turn(loop.Statement);
                break;
            case LabeledStatementSyntax label:
                Insert(label.ColonToken.Span.End, ScriptGuard.Check);
                break;
            case AnonymousFunctionExpressionSyntax { Block: { } block }:
                Begin(block);
                break;
            case LocalFunctionStatementSyntax function:
                KeepFrame(function, function.AttributeLists);
                Begin(function.Body, function.ExpressionBody, function.ReturnType, function.Modifiers);
                break;
            case MethodDeclarationSyntax method:
                KeepFrame(method, method.AttributeLists);
                Begin(method.Body, method.ExpressionBody, method.ReturnType, method.Modifiers);
                break;
            case BaseMethodDeclarationSyntax { Body: { } body }:
                Begin(body);
                break;
            case AccessorDeclarationSyntax { Body: { } body }:
                Begin(body);
                break;
        }

        base.DefaultVisit(node);
    }

    // A function that is inlined is no frame of the stack, and its lines could not be named.
    private void KeepFrame(SyntaxNode function, SyntaxList<AttributeListSyntax> attributes)
    {
        if (!attributes.SelectMany(list => list.Attributes).Any(attribute => IsMethodImpl(attribute.Name.ToString())))
            Insert(function.SpanStart, ScriptGuard.NoInlining);
    }

    private static bool IsMethodImpl(string attribute) =>
        attribute.Split('.')[^1] is "MethodImpl" or "MethodImplAttribute";

    private void Turn(StatementSyntax body)
    {
        if (body is BlockSyntax block)
        {
            Insert(block.OpenBraceToken.Span.End, ScriptGuard.Check);
            return;
        }

        Insert(body.SpanStart, "{ " + ScriptGuard.Check);
        Insert(body.Span.End, " }");
    }

    private void Begin(BlockSyntax block) => Insert(block.OpenBraceToken.Span.End, ScriptGuard.Enter);

    private void Begin(
        BlockSyntax? block, ArrowExpressionClauseSyntax? arrow, TypeSyntax returns, SyntaxTokenList modifiers)
    {
        if (block is not null)
            Begin(block);
        if (arrow is null)
            return;
        var leaves = arrow.Expression is ThrowExpressionSyntax || ReturnsNothing(returns, modifiers) ? "" : "return ";
        var span = arrow.ArrowToken.Span;
        _found.Add(new GuardInsertion(span.Start, span.Length, $"{{ {ScriptGuard.Enter}{leaves}"));
        Insert(arrow.GetLastToken().GetNextToken().Span.End, " }");
    }

    private static bool ReturnsNothing(TypeSyntax type, SyntaxTokenList modifiers) => type switch
    {
        PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } => true,
        QualifiedNameSyntax name => ReturnsNothing(name.Right, modifiers),
        IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } => modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    private void Insert(int position, string code) => _found.Add(new GuardInsertion(position, 0, code));
}
