using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ScriptProxy.Scripting.Blocking;

/// <summary>
/// Tells code that requests run from code that runs once, at load: the top level of a script, and functions that only the top
/// level calls.
/// </summary>
internal sealed class RequestCode(CSharpCompilation compilation)
{
    private readonly Lazy<ILookup<string, SimpleNameSyntax>> _names = new(() => compilation.SyntaxTrees
        .SelectMany(tree => tree.GetCompilationUnitRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        .ToLookup(name => name.Identifier.ValueText));

    public bool Has(SyntaxNode node) => Has(node, []);

    private bool Has(SyntaxNode node, HashSet<string> callees)
    {
        foreach (var around in node.Ancestors())
        {
            switch (around)
            {
                case AnonymousFunctionExpressionSyntax lambda when TakerOf(lambda) is { } taker && RunsAtOnce(taker):
                    continue;
                case AnonymousFunctionExpressionSyntax lambda:
                    return !HasThreadOfItsOwn(lambda);
                case LocalFunctionStatementSyntax function:
                    return IsUsedBy(function.Identifier.ValueText, callees);
                case MethodDeclarationSyntax method:
                    return IsUsedBy(method.Identifier.ValueText, callees);
                case PropertyDeclarationSyntax { Initializer: null } property:
                    return IsUsedBy(property.Identifier.ValueText, callees);
                case BaseTypeDeclarationSyntax:
                    return true;
            }
        }

        return false;
    }

    // By name, not by symbol: of two functions of one name, one may make the other look like request code, never the reverse.
    private bool IsUsedBy(string function, HashSet<string> callees)
    {
        if (!callees.Add(function))
            return false;
        var uses = _names.Value[function].ToList();
        return uses.Count == 0 || uses.Exists(use => IsHandedOver(use) || Has(use, callees));
    }

    // A function that is not called here is called by whoever got it.
    private bool IsHandedOver(SimpleNameSyntax use) =>
        !IsCalled(use) && compilation.GetSemanticModel(use.SyntaxTree).GetSymbolInfo(use).Symbol is IMethodSymbol;

    private static bool IsCalled(SimpleNameSyntax use) =>
        use.Parent is InvocationExpressionSyntax
        || (use.Parent is MemberAccessExpressionSyntax access && access.Name == use && access.Parent is InvocationExpressionSyntax);

    private static bool RunsAtOnce(ISymbol taker) =>
        taker.ContainingType is { Name: "Enumerable" or "List" or "Array" or "ImmutableArray" };

    // What awaits in there may go on anywhere, also on a thread that serves requests.
    private bool HasThreadOfItsOwn(AnonymousFunctionExpressionSyntax lambda) =>
        !lambda.Modifiers.Any(SyntaxKind.AsyncKeyword)
        && TakerOf(lambda) is { ContainingType.Name: var type, Name: var name }
        && (type, name) is ("Task", "Run") or ("TaskFactory", "StartNew") or ("ThreadPool", "QueueUserWorkItem") or ("Thread", ".ctor")
            or ("SiteScript" or "IProxySite", "OnDemandCertificate");

    /// <summary>The method that a lambda is an argument of.</summary>
    private ISymbol? TakerOf(AnonymousFunctionExpressionSyntax lambda) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: { } call }
            ? compilation.GetSemanticModel(call.SyntaxTree).GetSymbolInfo(call).Symbol
            : null;
}
