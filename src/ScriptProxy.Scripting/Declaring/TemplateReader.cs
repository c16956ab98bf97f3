using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>
/// Reads the template of a <c>Rewrite</c> or <c>Redirect</c> and holds its parameters against the route's pattern.
/// </summary>
internal sealed class TemplateReader(RoutePattern? pattern, LoadLedger ledger)
{
    /// <summary>The template; null when it was reported.</summary>
    /// <param name="call">The call that it stands in.</param>
    /// <param name="text">The template's text.</param>
    /// <param name="place">The place of the call.</param>
    public Template? Read(string call, string text, SourcePlace place)
    {
        if (Split(text) is not { } parts)
        {
            ledger.Report(DeclarationDiagnostics.UnbalancedBraces(place, call, text));
            return null;
        }

        return AreCaptured(parts, text, place)
            ? new Template(text, parts) { HasQuery = parts.Exists(BeginsQuery) }
            : null;
    }

    private static bool BeginsQuery(TemplatePart part) =>
        !part.IsParameter && part.Text.Contains('?', StringComparison.Ordinal);

    private static List<TemplatePart>? Split(string text)
    {
        var parts = new List<TemplatePart>();
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var brace = rest.IndexOfAny('{', '}');
            if (brace != 0)
                parts.Add(new TemplatePart((brace < 0 ? rest : rest[..brace]).ToString(), IsParameter: false));
            if (brace < 0)
                break;
            rest = rest[brace..];
            var length = rest[1..].IndexOfAny('{', '}');
            if (rest[0] == '}' || length < 0 || rest[1 + length] == '{')
                return null;
            parts.Add(new TemplatePart(rest.Slice(1, length).ToString(), IsParameter: true));
            rest = rest[(length + 2)..];
        }

        return parts;
    }

    private bool AreCaptured(List<TemplatePart> parts, string text, SourcePlace place)
    {
        // A pattern that does not parse was reported already.
        if (pattern is null)
            return true;
        var captured = pattern.Parameters.Select(parameter => parameter.Name).ToList();
        var unknown = parts
            .Where(part => part.IsParameter && !captured.Contains(part.Text, StringComparer.OrdinalIgnoreCase))
            .ToList();
        foreach (var part in unknown)
        {
            ledger.Report(DeclarationDiagnostics.UnknownParameter(
                place, text, part.Text, pattern.RawText ?? "", Nearest.Of(part.Text.TrimStart('*'), captured)));
        }

        return unknown.Count == 0;
    }
}
