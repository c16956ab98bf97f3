using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>The scripts that sites name exist.</summary>
internal sealed class SiteScripts : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings)
    {
        foreach (var site in settings.Sites)
        {
            if (site.Script is { } script && !File.Exists(script.Value))
                yield return SettingsDiagnostics.ScriptMissing(script.Place, site.Name, Written(script));
        }
    }

    private static string Written(Located<string> script)
    {
        var folder = Path.GetDirectoryName(script.Place.File)!;
        return Path.GetRelativePath(folder, script.Value).Replace('\\', '/');
    }
}
