using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>What one route makes of the path that its upstream gets.</summary>
internal sealed class RoutePath(RoutePattern? pattern, string patternText, LoadLedger ledger)
{
    private readonly HashSet<string> _calls = [];
    private string? _strip;
    private string? _add;
    private Template? _rewrite;

    /// <summary>The calls that were made, in the order of the alphabet.</summary>
    public IEnumerable<string> Calls => _calls.Order(StringComparer.Ordinal);

    public void Strip(string prefix, SourcePlace place)
    {
        _strip = Prefix(nameof(IProxyRoute.StripPrefix), prefix, place);
        if (_strip is not null && pattern is not null && !PathTexts.CanBeginWith(pattern, _strip))
            ledger.Report(DeclarationDiagnostics.PrefixNeverThere(place, patternText, prefix));
        ReportBoth(place);
    }

    public void Add(string prefix, SourcePlace place) => _add = Prefix(nameof(IProxyRoute.AddPrefix), prefix, place);

    public void Rewrite(string template, TemplateReader templates, SourcePlace place)
    {
        ArgumentNullException.ThrowIfNull(template);
        _calls.Add(nameof(Rewrite));
        _rewrite = templates.Read(nameof(Rewrite), template, place);
        if (!PathTexts.IsRewrite(template))
            ledger.Report(DeclarationDiagnostics.BadRewrite(place, template));
        ReportBoth(place);
    }

    public RouteDefinition Apply(RouteDefinition route) => route with
    {
        StripPrefix = _strip,
        AddPrefix = _add,
        Rewrite = _rewrite,
    };

    private string? Prefix(string call, string text, SourcePlace place)
    {
        ArgumentNullException.ThrowIfNull(text);
        _calls.Add(call);
        var prefix = PathTexts.Prefix(text);
        if (prefix is null)
            ledger.Report(DeclarationDiagnostics.BadPrefix(place, call, text));
        return prefix;
    }

    private void ReportBoth(SourcePlace place)
    {
        if (_calls.Contains(nameof(IProxyRoute.StripPrefix)) && _calls.Contains(nameof(Rewrite)))
            ledger.Report(DeclarationDiagnostics.StripAndRewrite(place, patternText));
    }
}
