using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ScriptProxy;

/// <summary>What a plugin offers and what it is given, while it is configured.</summary>
public interface IPluginBuilder
{
    /// <summary>The plugin's name: that of its DLL without the extension.</summary>
    string Name { get; }

    /// <summary>The plugin's logger.</summary>
    ILogger Log { get; }

    /// <summary>Cancelled when the generation that the plugin belongs to ends. Stop timers and tasks by it.</summary>
    CancellationToken Stopping { get; }

    /// <summary>
    /// The plugin's settings: <c>[plugin.NAME]</c> of proxy.toml bound to the settable properties of
    /// <typeparamref name="T"/>, <c>country_codes</c> to <c>CountryCodes</c>.
    /// Wrong keys and types are errors with their line.
    /// </summary>
    /// <typeparam name="T">A class whose defaults stand for what proxy.toml does not say.</typeparam>
    T Options<T>()
        where T : class, new();

    /// <summary>Offers a middleware, to scripts as <c>Use("name")</c>, or to every site by itself.</summary>
    /// <param name="name">The name, unique among the plugins.</param>
    /// <param name="middleware">Calls <c>next(http)</c> to go on, or answers itself.</param>
    /// <param name="everywhere">True runs it on every request, before what scripts <c>Use</c>.</param>
    /// <param name="order">Among those that run everywhere, lower runs first.</param>
    void AddMiddleware(
        string name, Func<HttpContext, RequestDelegate, Task> middleware, bool everywhere = false, int order = 0);

    /// <summary>Offers a balancing policy, in proxy.toml <c>balance = "name"</c>.</summary>
    /// <param name="name">The name, unique among the plugins and other than the built-in policies.</param>
    /// <param name="balancer">Picks the server for a request.</param>
    void AddBalancer(string name, Balancer balancer);

    /// <summary>
    /// Offers a way to write TXT records into public DNS, in proxy.toml <c>challenge = "dns-01"</c> and <c>dns =
    /// "name"</c> in <c>[acme]</c>: with it, certificates for wildcards can be ordered.
    /// </summary>
    /// <param name="name">The name, unique among the plugins.</param>
    /// <param name="challenge">Creates and removes the records.</param>
    void AddDnsChallenge(string name, IDnsChallenge challenge);
}
