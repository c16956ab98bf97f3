using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>
/// Reads the pattern of a <c>Map</c>, its constraints included, which ASP.NET Core would look at only on the first
/// request.
/// </summary>
internal static class PatternReader
{
    private static readonly RouteOptions Options = new();

    private static readonly DefaultInlineConstraintResolver Constraints =
        new(Microsoft.Extensions.Options.Options.Create(Options), NoServices.Instance);

    /// <summary>The pattern; null when it was reported.</summary>
    public static RoutePattern? Read(string text, SourcePlace place, LoadLedger ledger)
    {
        try
        {
            var pattern = RoutePatternFactory.Parse(text);
            if (HasPlainStar(pattern))
                ledger.Report(DeclarationDiagnostics.PlainStar(place, text));
            return AreKnown(pattern, text, place, ledger) ? pattern : null;
        }
        catch (RoutePatternException error)
        {
            ledger.Report(DeclarationDiagnostics.BadPattern(place, text, error.Message));
            return null;
        }
    }

    private static bool HasPlainStar(RoutePattern pattern) =>
        pattern.PathSegments.SelectMany(segment => segment.Parts).OfType<RoutePatternLiteralPart>()
            .Any(literal => literal.Content.Contains('*', StringComparison.Ordinal));

    private static bool AreKnown(RoutePattern pattern, string text, SourcePlace place, LoadLedger ledger)
    {
        var known = true;
        var policies = pattern.ParameterPolicies.SelectMany(parameter => parameter.Value);
        foreach (var constraint in policies.Select(policy => policy.Content).OfType<string>())
        {
            if (IsKnown(constraint))
                continue;
            known = false;
            var name = constraint.Split('(')[0];
            ledger.Report(DeclarationDiagnostics.UnknownConstraint(
                place, text, constraint, Nearest.Of(name, Options.ConstraintMap.Keys.Where(other => other != name))));
        }

        return known;
    }

    private static bool IsKnown(string constraint)
    {
        try
        {
            return Constraints.ResolveConstraint(constraint) is not null;
        }
        catch (Exception error) when (error is RouteCreationException or ArgumentException)
        {
            // Its arguments are wrong: 'range(a)', or a regex that does not parse.
            return false;
        }
    }
}
