using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>No two listeners bind the same socket; <c>:80</c> is every address with that port.</summary>
internal sealed class ListenerAddresses : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings)
    {
        var listeners = settings.Listeners.Where(listener => listener.Address.Place != default).ToList();
        for (var i = 1; i < listeners.Count; i++)
        {
            var second = listeners[i];
            var first = listeners.Take(i).FirstOrDefault(one => one.Address.Value.Overlaps(second.Address.Value));
            if (first is not null)
            {
                yield return SettingsDiagnostics.SameAddress(
                    second.Address.Place, second.Name, second.Address.Value.ToString()!,
                    first.Address.Place, first.Name, first.Address.Value.ToString()!);
            }
        }
    }
}
