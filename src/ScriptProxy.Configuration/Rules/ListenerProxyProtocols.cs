using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>
/// Somebody is trusted to say for whom he connects to a listener with the PROXY protocol; on a unix socket all are.
/// </summary>
internal sealed class ListenerProxyProtocols : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings) => settings.Global.TrustedProxies.Count > 0
        ? []
        : settings.Listeners
            .Where(listener => listener.ProxyProtocol && listener.Address.Value is not ListenAddress.Unix)
            .Select(listener => SettingsDiagnostics.ProxyProtocolOfNobody(listener.Place, listener.Name));
}
