using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>One concern that spans tables.</summary>
internal interface ISettingsRule
{
    IEnumerable<Diagnostic> Check(ProxySettings settings);
}
