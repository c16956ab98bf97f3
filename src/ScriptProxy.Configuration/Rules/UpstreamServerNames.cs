using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>The servers of an upstream have different names, and not all of them are backups.</summary>
internal sealed class UpstreamServerNames : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings)
    {
        foreach (var upstream in settings.Upstreams)
        {
            foreach (var group in upstream.Servers.GroupBy(server => server.Name, StringComparer.Ordinal))
            {
                var first = group.First().Place;
                foreach (var second in group.Skip(1))
                    yield return SettingsDiagnostics.SameServer(second.Place, group.Key, first, upstream.Name);
            }

            if (upstream.Servers.Count > 0 && upstream.Servers.All(server => server.Backup))
                yield return SettingsDiagnostics.OnlyBackups(upstream.Servers[0].Place, upstream.Name);
        }
    }
}
