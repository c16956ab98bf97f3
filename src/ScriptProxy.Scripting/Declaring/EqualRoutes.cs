using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Finds routes that match exactly the same requests, of which the second would never be reached.</summary>
internal static class EqualRoutes
{
    public static void Report(IReadOnlyList<RouteDefinition> routes, LoadLedger ledger)
    {
        // What a When decides cannot be compared.
        foreach (var same in routes.Where(route => route.Whens.Count == 0).GroupBy(Key, StringComparer.Ordinal))
        {
            foreach (var later in same.Skip(1))
                Report(later, same.First(), ledger);
        }
    }

    private static void Report(RouteDefinition later, RouteDefinition first, LoadLedger ledger) =>
        ledger.Report(DeclarationDiagnostics.EqualRoutes(later.Place, later.Pattern.RawText ?? "", first.Place));

    private static string Key(RouteDefinition route) => string.Join(
        '\n',
        route.Order,
        KeyOf(route.Pattern),
        Set(route.Methods),
        Set(route.Hosts),
        Set(route.Headers.Select(header => $"{header.Name}={Set(header.Values)}".ToUpperInvariant())),
        Set(route.Queries.Select(query => $"{query.Name}={Set(query.Values)}")));

    /// <summary>Equal for patterns that match the same paths.</summary>
    public static string KeyOf(RoutePattern pattern) =>
        string.Join('/', pattern.PathSegments.Select(segment => KeyOf(pattern, segment)));

    /// <summary>Equal for segments that match the same text.</summary>
    public static string KeyOf(RoutePattern pattern, RoutePatternPathSegment segment) =>
        string.Concat(segment.Parts.Select(part => Key(pattern, part)));

    // The name of a parameter makes no difference to what matches.
    private static string Key(RoutePattern pattern, RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            $"{{{parameter.ParameterKind}:{Set(Policies(pattern, parameter))}={parameter.Default}}}",
        _ => throw new InvalidOperationException($"A route pattern has a part of the kind '{part.PartKind}'."),
    };

    private static IEnumerable<string> Policies(RoutePattern pattern, RoutePatternParameterPart parameter) =>
        pattern.ParameterPolicies.TryGetValue(parameter.Name, out var policies)
            ? policies.Select(policy => policy.Content ?? "")
            : [];

    private static string Set(IEnumerable<string> values) =>
        string.Join(',', values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
