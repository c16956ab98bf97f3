using System.Reflection;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting.Offers;

/// <summary>
/// Puts the declarations of all plugins together and refuses names that are taken. The first one keeps a name.
/// </summary>
internal sealed class OfferCollection(IReadOnlySet<string> builtInBalancers, List<Diagnostic> problems)
{
    private readonly List<string> _names = [];
    private readonly List<(Assembly Assembly, string File)> _assemblies = [];
    private readonly Dictionary<string, PluginMiddleware> _middleware = [];
    private readonly Dictionary<string, (string Plugin, Balancer Code)> _balancers = [];
    private readonly Dictionary<string, PluginDnsChallenge> _dnsChallenges = [];

    public void Add(PluginFile plugin, Assembly assembly, string loadedFrom, PluginDeclaration declared)
    {
        _names.Add(plugin.Name);
        _assemblies.Add((assembly, loadedFrom));
        foreach (var middleware in declared.Middleware)
            Add(plugin, middleware);
        foreach (var (name, code) in declared.Balancers)
            Add(plugin, name, code);
        foreach (var challenge in declared.DnsChallenges)
            Add(plugin, challenge);
    }

    public PluginOffers ToOffers() => new()
    {
        Names = _names,
        Assemblies = _assemblies,
        Middleware = _middleware,
        Balancers = _balancers.ToDictionary(entry => entry.Key, entry => entry.Value.Code),
        DnsChallenges = _dnsChallenges,
    };

    private void Add(PluginFile plugin, PluginMiddleware middleware)
    {
        var name = middleware.Name;
        if (!_middleware.TryAdd(name, middleware))
            problems.Add(PluginDiagnostics.MiddlewareTwice(plugin, name, _middleware[name].Plugin));
    }

    private void Add(PluginFile plugin, PluginDnsChallenge challenge)
    {
        var name = challenge.Name;
        if (!_dnsChallenges.TryAdd(name, challenge))
            problems.Add(PluginDiagnostics.DnsChallengeTwice(plugin, name, _dnsChallenges[name].Plugin));
    }

    private void Add(PluginFile plugin, string name, Balancer code)
    {
        if (builtInBalancers.Contains(name))
            problems.Add(PluginDiagnostics.BalancerIsBuiltIn(plugin, name));
        else if (!_balancers.TryAdd(name, (plugin.Name, code)))
            problems.Add(PluginDiagnostics.BalancerTwice(plugin, name, _balancers[name].Plugin));
    }
}
