using System.Collections.Frozen;

namespace ScriptProxy.Proxy.Rules;

/// <summary>The error pages that hold for a request: the route's before the site's.</summary>
internal sealed class ErrorPages(IReadOnlyDictionary<int, ErrorPage> pages)
{
    private readonly FrozenDictionary<int, ErrorPage> _pages = pages.ToFrozenDictionary();

    public ErrorPage? For(int status) => _pages.GetValueOrDefault(status);

    /// <summary>
    /// The page that replaces an upstream's answer of this status (nginx: <c>proxy_intercept_errors</c>).
    /// </summary>
    public ErrorPage? Instead(int status) =>
        status >= 400 && _pages.TryGetValue(status, out var page) && page.Intercepts ? page : null;
}
