using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>A listener that redirects to https does not itself speak TLS.</summary>
internal sealed class ListenerRedirects : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings) => settings.Listeners
        .Where(listener => listener is { Tls: true, RedirectToHttps: true })
        .Select(listener => SettingsDiagnostics.TlsListenerRedirects(listener.Place, listener.Name));
}
