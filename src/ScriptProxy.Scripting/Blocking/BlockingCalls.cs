using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ScriptProxy.Diagnostics;
using Diagnostic = ScriptProxy.Diagnostics.Diagnostic;
using Reported = Microsoft.CodeAnalysis.Diagnostic;

namespace ScriptProxy.Scripting.Blocking;

/// <summary>
/// Finds calls in request code that hold their thread. It is one that serves other connections too, so that all of them would
/// stand still for as long.
/// </summary>
internal static class BlockingCalls
{
    public static IEnumerable<Diagnostic> In(CSharpCompilation compilation)
    {
        var requests = new RequestCode(compilation);
        return
            from tree in compilation.SyntaxTrees
            from name in tree.GetCompilationUnitRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            where BlockingMembers.MayBe(name.Identifier.ValueText) && Receiver(name) is not PredefinedTypeSyntax
            let found = Blocks(compilation.GetSemanticModel(tree), name)
            where found is not null && requests.Has(name) && !IsSilenced(found, name, compilation)
            select found;
    }

    // To ask for a symbol binds the whole statement around it, which takes up to a millisecond: 'string.Join' is left out before.
    private static Diagnostic? Blocks(SemanticModel model, SimpleNameSyntax name)
    {
        if (model.GetSymbolInfo(name).Symbol is not { } member)
            return null;
        var receiver = Receiver(name) is { } before ? model.GetTypeInfo(before).Type : null;
        return BlockingMembers.InsteadOf(member, receiver) is { } instead
            ? ScriptDiagnostics.Blocks(PlaceOf(name), $"{member.ContainingType.Name}.{member.Name}", instead)
            : null;
    }

    private static ExpressionSyntax? Receiver(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
        MemberBindingExpressionSyntax => name.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    // '#pragma warning disable' holds for our codes as for the compiler's.
    private static bool IsSilenced(Diagnostic found, SimpleNameSyntax name, CSharpCompilation compilation)
    {
        var kind = new DiagnosticDescriptor(found.Code, found.Code, found.Message, "Script", DiagnosticSeverity.Warning, true);
        return !CompilationWithAnalyzers.GetEffectiveDiagnostics([Reported.Create(kind, name.GetLocation())], compilation)
            .Any(left => !left.IsSuppressed);
    }

    private static SourcePlace PlaceOf(SimpleNameSyntax name)
    {
        var span = name.GetLocation().GetLineSpan();
        return new SourcePlace(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
    }
}
