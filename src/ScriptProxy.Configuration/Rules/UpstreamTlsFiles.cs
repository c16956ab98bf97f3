using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>The files of an upstream's <c>tls</c> are there, and are what they should be.</summary>
internal sealed class UpstreamTlsFiles : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings) => settings.Upstreams.SelectMany(Check);

    private static IEnumerable<Diagnostic> Check(UpstreamSettings upstream)
    {
        var tls = upstream.Tls;
        if (tls.Place != default && !upstream.Servers.Any(server => server.Address is ServerAddress.Tcp { Tls: true }))
            yield return SettingsDiagnostics.TlsWithoutHttps(tls.Place, upstream.Name);
        List<Diagnostic> unreadable =
            [.. tls.Files.Select(file => Unreadable(upstream.Name, file)).OfType<Diagnostic>()];
        foreach (var problem in unreadable)
            yield return problem;
        if (unreadable.Count > 0)
            yield break;

        if (tls.Ca is { } ca && !PemFile.HasCertificate(ca.Value))
            yield return SettingsDiagnostics.TlsFileWithoutCertificate(ca.Place, upstream.Name, WrittenPath.Of(ca));
        if (tls is { Cert: { } cert, Key: { } key } && Mismatch(upstream.Name, cert, key) is { } mismatch)
            yield return mismatch;
    }

    private static Diagnostic? Mismatch(string upstream, Located<string> cert, Located<string> key)
    {
        if (!PemFile.HasCertificate(cert.Value))
            return SettingsDiagnostics.TlsFileWithoutCertificate(cert.Place, upstream, WrittenPath.Of(cert));
        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(cert.Value, key.Value);
            return null;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return SettingsDiagnostics.TlsKeyMismatch(
                key.Place, upstream, WrittenPath.Of(cert), WrittenPath.Of(key), exception.Message);
        }
    }

    private static Diagnostic? Unreadable(string upstream, Located<string> file) =>
        PemFile.WhyUnreadable(file.Value) is { } reason
            ? SettingsDiagnostics.TlsFileUnreadable(file.Place, upstream, WrittenPath.Of(file), reason)
            : null;
}
