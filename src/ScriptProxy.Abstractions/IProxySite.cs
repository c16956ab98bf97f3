using System.Runtime.CompilerServices;
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

    /// <summary>
    /// Orders certificates by <c>[acme]</c> for hosts of the site that proxy.toml does not name, such as customers'
    /// own domains below <c>hosts = ["*"]</c>, each when a client first asks for it (Caddy: <c>on_demand_tls</c>).
    /// </summary>
    /// <param name="approve">
    /// Whether a certificate may be ordered for a host, which comes in lower case, international names in their
    /// <c>xn--</c> form. Asked in the first handshake for it, within 5 seconds, and before each renewal; an answer
    /// holds for a minute. When it throws the client is refused, as when it says no.
    /// </param>
    /// <example>
    /// <c>OnDemandCertificate(async host =>
    /// (await Client.GetAsync($"http://127.0.0.1:9000/{host}")).IsSuccessStatusCode);</c>
    /// </example>
    void OnDemandCertificate(Func<string, Task<bool>> approve);

    /// <inheritdoc cref="OnDemandCertificate(Func{string, Task{bool}})"/>
    [OverloadResolutionPriority(1)]
    void OnDemandCertificate(Func<string, bool> approve);

    /// <summary>Runs once when the generation has been replaced and its last request has ended.</summary>
    /// <param name="action">Gives back what the script holds; what it throws is logged.</param>
    void OnUnload(Action action);
}
