using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Tls.Files;

/// <summary>Reads the certificates that sites name as files, at load, and says all that is wrong with them.</summary>
public static class CertificateFiles
{
    /// <summary>The certificates by site; those that cannot be served are among the problems instead.</summary>
    public static (IReadOnlyDictionary<string, CertificateBundle> Bundles, IReadOnlyList<Diagnostic> Diagnostics) Load(
        ProxySettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var bundles = new Dictionary<string, CertificateBundle>(StringComparer.Ordinal);
        var problems = new List<Diagnostic>();
        foreach (var site in settings.Sites)
        {
            if (Read(site, problems) is not { } bundle)
                continue;
            bundles[site.Name] = bundle;
            problems.AddRange(CertificateFitness.Check(site, bundle, now));
        }

        return (bundles, problems);
    }

    private static CertificateBundle? Read(SiteSettings site, List<Diagnostic> problems) => site.Certificate switch
    {
        CertificateSettings.Files files => ReadPem(site.Name, files, problems),
        CertificateSettings.Pfx pfx => ReadPfx(site.Name, pfx, problems),
        _ => null,
    };

    private static CertificateBundle? ReadPem(string site, CertificateSettings.Files files, List<Diagnostic> problems)
    {
        var before = problems.Count;
        var cert = Text(site, files.Cert, problems);
        var key = Text(site, files.Key, problems);
        if (cert is not null && Wrong(() => PemCertificates.Check(cert)) is { } noCertificate)
            problems.Add(TlsProblems.NoCertificate(files.Cert, site, noCertificate));
        if (key is not null && Wrong(() => PemKey.Read(key, files.Password).Dispose()) is { } noKey)
            problems.Add(TlsProblems.UnusableKey(files.Key, site, noKey));
        if (problems.Count > before)
            return null;
        try
        {
            return CertificateBundle.FromPem(cert!, key!, files.Password);
        }
        catch (CryptographicException)
        {
            problems.Add(TlsProblems.KeyMismatch(files.Cert, files.Key, site));
            return null;
        }
    }

    private static CertificateBundle? ReadPfx(string site, CertificateSettings.Pfx pfx, List<Diagnostic> problems)
    {
        try
        {
            return PfxFile.Read(pfx.Path.Value, pfx.Password);
        }
        catch (CryptographicException exception)
        {
            problems.Add(TlsProblems.UnusablePfx(pfx.Path, site, exception.Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(TlsProblems.Unreadable(pfx.Path, site, ReasonOf(exception)));
        }

        return null;
    }

    private static string? Text(string site, Located<string> file, List<Diagnostic> problems)
    {
        try
        {
            return File.ReadAllText(file.Value);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(TlsProblems.Unreadable(file, site, ReasonOf(exception)));
            return null;
        }
    }

    private static string? Wrong(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (CryptographicException exception)
        {
            return exception.Message;
        }
    }

    private static string ReasonOf(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "the proxy's user may not read it",
        _ => exception.Message,
    };
}
