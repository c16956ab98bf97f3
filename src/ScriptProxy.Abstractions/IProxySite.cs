using Microsoft.Extensions.Logging;

namespace ScriptProxy;

/// <summary>
/// A site while its script declares it. Scripts reach it as <c>Site</c>, plugins' extension methods as their first
/// parameter.
/// </summary>
public interface IProxySite : IProxyRules<IProxySite>
{
    /// <summary>The site's name, <c>app</c> for <c>[site.app]</c>.</summary>
    string Name { get; }

    /// <summary>The site's <c>vars</c> from proxy.toml. Reading a key that is not there is an error at load.</summary>
    IReadOnlyDictionary<string, string> Vars { get; }

    /// <summary>The site's logger.</summary>
    ILogger Log { get; }

    /// <summary>Begins a route (nginx: <c>location</c>). It must end in exactly one of the ends of <see cref="IProxyRoute"/>.</summary>
    /// <param name="pattern">
    /// An ASP.NET Core route template: <c>/api/{**rest}</c>, <c>/users/{id:int}</c>. The most specific one wins, wherever it
    /// stands.
    /// </param>
    IProxyRoute Map(string pattern);

    /// <summary>Runs a job in the background while the generation lives. It never overlaps itself.</summary>
    /// <param name="period">Time from the end of one run to the start of the next; the first run comes after one period.</param>
    /// <param name="job">The job; its token is cancelled when a new generation takes over. What it throws is logged.</param>
    void Every(TimeSpan period, Func<CancellationToken, Task> job);

    /// <summary>Runs a job in the background while the generation lives. It never overlaps itself.</summary>
    /// <param name="period">A duration as in proxy.toml: <c>"500ms"</c>, <c>"30s"</c>, <c>"5m"</c>, <c>"24h"</c>.</param>
    /// <param name="job">The job; its token is cancelled when a new generation takes over. What it throws is logged.</param>
    void Every(string period, Func<CancellationToken, Task> job);

    /// <summary>Runs once when the generation has been replaced and its last request has ended.</summary>
    /// <param name="action">Gives back what the script holds; what it throws is logged.</param>
    void OnUnload(Action action);
}
