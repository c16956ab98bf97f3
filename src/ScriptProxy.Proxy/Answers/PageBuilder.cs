using ScriptProxy.Proxy.Rules;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Answers;

/// <summary>Makes the error pages of a site or route at load, from what the script declared.</summary>
internal sealed class PageBuilder(FaultLog log)
{
    /// <summary>The site's pages and, before them, the route's; null when there are none.</summary>
    public ErrorPages? Join(RulesDefinition site, RulesDefinition? route)
    {
        var pages = new Dictionary<int, ErrorPage>();
        foreach (var rule in site.ErrorPages.Concat(route?.ErrorPages ?? []))
            pages[rule.Status] = Of(rule);
        return pages.Count == 0 ? null : new ErrorPages(pages);
    }

    private ErrorPage Of(ErrorPageRule rule) => new(
        rule.Page is { } code
            ? new MadePage(code, rule.Place, log).Answer
            : new FilePage(rule.Content!, FileTypes.Of(rule.File!)).Answer,
        rule.Intercepts);
}
