using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>A listener that asks for client certificates speaks TLS, and its CA's file is there and is one.</summary>
internal sealed class ListenerClientCas : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings) =>
        settings.Listeners.Select(Check).OfType<Diagnostic>();

    private static Diagnostic? Check(ListenerSettings listener)
    {
        if (listener.ClientCa is not { } ca)
            return null;
        if (!listener.Tls)
            return SettingsDiagnostics.ClientCaWithoutTls(ca.Place, listener.Name);
        var written = WrittenPath.Of(ca);
        if (PemFile.WhyUnreadable(ca.Value) is { } reason)
            return SettingsDiagnostics.ClientCaUnreadable(ca.Place, listener.Name, written, reason);
        return PemFile.HasCertificate(ca.Value)
            ? null
            : SettingsDiagnostics.ClientCaWithoutCertificate(ca.Place, listener.Name, written);
    }
}
