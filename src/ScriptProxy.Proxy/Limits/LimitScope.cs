using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// Where a limit stands, and by that what makes it the same limit after a reload. Texts only: it outlives the script.
/// </summary>
/// <param name="Site">The site's name.</param>
/// <param name="Route">The route's pattern; null for the whole site.</param>
internal sealed record LimitScope(string Site, string? Route)
{
    /// <summary>A name is the site's, whichever of its routes says it.</summary>
    public string Named(string kind, string name) => $"{kind}\n{Site}\nname\n{name}";

    public string At(string kind, SourcePlace place, string numbers) =>
        $"{kind}\n{Site}\nplace\n{Route}\n{place}\n{numbers}";
}
