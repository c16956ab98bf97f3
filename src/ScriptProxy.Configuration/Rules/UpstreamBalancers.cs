using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>The balancing policies that upstreams name exist.</summary>
internal sealed class UpstreamBalancers(IReadOnlySet<string> balancers) : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings) => settings.Upstreams
        .Where(upstream => !balancers.Contains(upstream.Balance.Value) && upstream.Balance.Place != default)
        .Select(upstream => SettingsDiagnostics.UnknownBalancer(
            upstream.Balance.Place, upstream.Name, upstream.Balance.Value, balancers));
}
