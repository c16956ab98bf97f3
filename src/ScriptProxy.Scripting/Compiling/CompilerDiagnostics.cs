using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptProxy.Diagnostics;
using Diagnostic = ScriptProxy.Diagnostics.Diagnostic;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>
/// The compiler's findings as diagnostics of ours, and what a script may not do although the compiler allows it.
/// </summary>
internal static class CompilerDiagnostics
{
    private const string MissingMember = "CS0656";
    private const string MissingAssembly = "CS0006";

    public static IReadOnlyList<Diagnostic> Of(CSharpCompilation compilation, string script)
    {
        var packages = Packages(compilation).ToDictionary(found => found.Place, found => found.Diagnostic);
        var found = compilation.GetDiagnostics()
            .Where(reported => reported.Severity >= DiagnosticSeverity.Warning && !reported.IsSuppressed)
            .Where(reported => reported.Id != MissingAssembly ||
                !packages.ContainsKey(PlaceOf(reported.Location, script)))
            .Select(reported => Translate(reported, script));
        var all = found.Concat(packages.Values).Concat(DynamicIn(compilation));
        return [.. all.Distinct().OrderBy(diagnostic => diagnostic.Place)];
    }

    private static Diagnostic Translate(Microsoft.CodeAnalysis.Diagnostic reported, string script)
    {
        var place = PlaceOf(reported.Location, script);
        var message = reported.GetMessage(CultureInfo.InvariantCulture).ReplaceLineEndings(" ");

        // The binder of 'dynamic' is not among the references, so that a dynamic value of a library's is found too.
        if (reported.Id == MissingMember && message.Contains("Microsoft.CSharp", StringComparison.Ordinal))
            return ScriptDiagnostics.DynamicRefused(place);
        var severity = reported.Severity == DiagnosticSeverity.Error ? Severity.Error : Severity.Warning;
        return new Diagnostic(place, severity, reported.Id, message);
    }

    private static IEnumerable<(SourcePlace Place, Diagnostic Diagnostic)> Packages(CSharpCompilation compilation) =>
        from tree in compilation.SyntaxTrees
        from directive in tree.GetCompilationUnitRoot().GetReferenceDirectives()
        where AssemblyFiles.IsPackage(directive.File.ValueText)
        let place = PlaceOf(directive.GetLocation(), tree.FilePath)
        select (place, ScriptDiagnostics.PackagesNotSupported(place, directive.File.ValueText));

    private static IEnumerable<Diagnostic> DynamicIn(CSharpCompilation compilation) =>
        from tree in compilation.SyntaxTrees
        from name in tree.GetCompilationUnitRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
        where name.Identifier.ValueText == "dynamic"
        where compilation.GetSemanticModel(tree).GetSymbolInfo(name).Symbol is IDynamicTypeSymbol
        select ScriptDiagnostics.DynamicRefused(PlaceOf(name.GetLocation(), tree.FilePath));

    private static SourcePlace PlaceOf(Location location, string script)
    {
        if (!location.IsInSource)
            return new SourcePlace(script);
        var span = location.GetLineSpan();
        return new SourcePlace(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
    }
}
