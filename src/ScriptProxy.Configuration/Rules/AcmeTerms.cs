using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>Somebody agreed to the CA's terms, without which it makes no account (RFC 8555, section 7.3).</summary>
internal sealed class AcmeTerms : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings) => settings.Acme is { AgreeToTerms: false } acme
        ? [SettingsDiagnostics.TermsNotAgreed(acme.Place)]
        : [];
}
