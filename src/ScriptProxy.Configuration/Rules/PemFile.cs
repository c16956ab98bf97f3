using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Configuration.Rules;

/// <summary>Looks into a PEM file before something is made of it.</summary>
internal static class PemFile
{
    /// <summary>Why it cannot be read; null when it can.</summary>
    public static string? WhyUnreadable(string file)
    {
        try
        {
            File.OpenRead(file).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return "there is no such file";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    public static bool HasCertificate(string file)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPemFile(file);
        }
        catch (CryptographicException)
        {
            return false;
        }

        foreach (var certificate in found)
            certificate.Dispose();
        return found.Count > 0;
    }
}
