using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>There is a listener and a site.</summary>
internal sealed class SomethingToServe : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings)
    {
        var file = new SourcePlace(settings.Files.Count > 0 ? settings.Files[0] : "proxy.toml");
        if (settings.Listeners.Count == 0)
            yield return SettingsDiagnostics.NoListener(file);
        if (settings.Sites.Count == 0)
            yield return SettingsDiagnostics.NoSite(file);
    }
}
