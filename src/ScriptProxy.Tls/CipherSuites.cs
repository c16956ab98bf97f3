using System.Net.Security;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Tls;

/// <summary>Reads the names of cipher suites: OpenSSL's, which are what people know, and IANA's, which is what .NET knows.</summary>
public static class CipherSuites
{
    // OpenSSL's name of how keys are exchanged, and IANA's; the empty one stands for RSA and comes last.
    private static readonly (string OpenSsl, string Iana)[] Exchanges =
    [
        ("ECDHE-ECDSA-", "ECDHE_ECDSA"), ("ECDHE-RSA-", "ECDHE_RSA"), ("DHE-RSA-", "DHE_RSA"), ("DHE-DSS-", "DHE_DSS"),
        ("ECDHE-PSK-", "ECDHE_PSK"), ("DHE-PSK-", "DHE_PSK"), ("PSK-", "PSK"), ("", "RSA"),
    ];

    /// <summary>The names in <c>ciphers</c> that are none.</summary>
    public static IEnumerable<Diagnostic> Check(TlsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
            from name in settings.Ciphers
            where Find(name.Value) is null
            select TlsProblems.UnknownCipher(name.Place, name.Value, Nearest.Of(name.Value, Known()));
    }

    /// <summary>What handshakes are limited to; null for the platform's own choice.</summary>
    public static CipherSuitesPolicy? PolicyOf(TlsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Ciphers.Count == 0)
            return null;
        if (OperatingSystem.IsWindows() || OperatingSystem.IsAndroid())
            throw new PlatformNotSupportedException("Cipher suites can be chosen on Linux and macOS only.");
        return new CipherSuitesPolicy(settings.Ciphers.Select(name => Find(name.Value)!.Value));
    }

    internal static TlsCipherSuite? Find(string name) =>
        Enum.TryParse<TlsCipherSuite>(name, out var suite) && Enum.IsDefined(suite) && !char.IsAsciiDigit(name[0]) ? suite
        : Enum.TryParse(IanaOf(name), out suite) && Enum.IsDefined(suite) ? suite
        : null;

    private static string IanaOf(string name)
    {
        var (openSsl, iana) = Array.Find(Exchanges, one => name.StartsWith(one.OpenSsl, StringComparison.Ordinal));
        return $"TLS_{iana}_WITH_{CipherOf(name[openSsl.Length..])}";
    }

    // AES128-GCM-SHA256 → AES_128_GCM_SHA256 · AES256-SHA → AES_256_CBC_SHA · CHACHA20-POLY1305 → CHACHA20_POLY1305_SHA256
    private static string CipherOf(string name)
    {
        var parts = name.Split('-').ToList();
        if (parts[0] == "CHACHA20")
            return "CHACHA20_POLY1305_SHA256";
        if (parts[0].StartsWith("AES", StringComparison.Ordinal) || parts[0].StartsWith("CAMELLIA", StringComparison.Ordinal))
            parts[0] = $"{parts[0][..^3]}_{parts[0][^3..]}";
        if (parts[^1] is "CCM8")
            parts[^1] = "CCM_8";
        else if (parts.Count == 2 && parts[1] is not "CCM")
            parts.Insert(1, "CBC");
        return string.Join('_', parts);
    }

    private static IEnumerable<string> Known() =>
    [
        .. Enum.GetNames<TlsCipherSuite>(),
        .. from exchange in Exchanges.Take(3)
           from cipher in (string[])["AES128-GCM-SHA256", "AES256-GCM-SHA384", "CHACHA20-POLY1305"]
           select exchange.OpenSsl + cipher,
    ];
}
