using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Tls.Issuing;

namespace ScriptProxy.Cli.Output;

/// <summary>How a machine is made to trust the local CA, system by system.</summary>
internal static class TrustText
{
    public static string Of(LocalCa ca) => string.Create(CultureInfo.InvariantCulture, $"""
        {ca.RootPath}
          {ca.Root.GetNameInfo(X509NameType.SimpleName, false)}, until {ca.Root.NotAfter.ToUniversalTime():yyyy-MM-dd}
          SHA-256 {Fingerprint(ca.Root)}

        Debian, Ubuntu  sudo cp {ca.RootPath} /usr/local/share/ca-certificates/scriptproxy.crt && sudo update-ca-certificates
        Fedora, RHEL    sudo trust anchor {ca.RootPath}
        macOS           sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain {ca.RootPath}
        Windows         certutil -addstore -f Root {ca.RootPath}
        Firefox         Settings, Privacy & Security, View Certificates, Authorities, Import
        curl            curl --cacert {ca.RootPath} https://localhost

        The folder has the CA's key too and is closed to others: whoever reads it can pass for any site on machines that trust it.

        """);

    private static string Fingerprint(X509Certificate2 certificate) =>
        string.Join(
            ':',
            certificate.GetCertHash(HashAlgorithmName.SHA256)
                .Select(one => one.ToString("X2", CultureInfo.InvariantCulture)));
}
