using ScriptProxy.Configuration;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using static ScriptProxy.Diagnostics.Diagnostic;

namespace ScriptProxy.Tls;

/// <summary>The catalogue of what can be wrong with certificates and with <c>[tls]</c>.</summary>
internal static class TlsProblems
{
    public static Diagnostic Unreadable(Located<string> file, string site, string reason) =>
        Error(file.Place, "SP5001",
            $"site '{site}' cannot read '{WrittenPath.Of(file)}': {OneLine.Of(reason)}; correct the path, or who may read the file");

    public static Diagnostic NoCertificate(Located<string> file, string site, string reason) =>
        Error(file.Place, "SP5002",
            $"site '{site}' finds no certificate in '{WrittenPath.Of(file)}': {OneLine.Of(reason)}; "
            + "it must be a PEM file with BEGIN CERTIFICATE, such as certbot's fullchain.pem");

    public static Diagnostic UnusableKey(Located<string> file, string site, string reason) =>
        Error(file.Place, "SP5003",
            $"site '{site}' cannot use the key in '{WrittenPath.Of(file)}': {OneLine.Of(reason)}; "
            + "it must be a PEM file with BEGIN PRIVATE KEY, an encrypted one needs password = \"${…}\"");

    public static Diagnostic KeyMismatch(Located<string> cert, Located<string> key, string site) =>
        Error(key.Place, "SP5004",
            $"site '{site}': the key in '{WrittenPath.Of(key)}' does not belong to the certificate in '{WrittenPath.Of(cert)}'; "
            + "name the two files that were made together, as certbot's fullchain.pem and privkey.pem of one folder");

    public static Diagnostic UnusablePfx(Located<string> file, string site, string reason) =>
        Error(file.Place, "SP5005",
            $"site '{site}' cannot use '{WrittenPath.Of(file)}': {OneLine.Of(reason)}; "
            + "it must be a PKCS#12 file with a certificate and its key, an encrypted one needs password = \"${…}\"");

    public static Diagnostic Expired(Located<string> file, string site, DateTimeOffset end) =>
        Warning(file.Place, "SP5006",
            $"site '{site}': the certificate in '{WrittenPath.Of(file)}' has expired on {end:yyyy-MM-dd} and is served all the same; renew it");

    public static Diagnostic NotYet(Located<string> file, string site, DateTimeOffset begin) =>
        Warning(file.Place, "SP5007",
            $"site '{site}': the certificate in '{WrittenPath.Of(file)}' is good from {begin:yyyy-MM-dd} only; check the clock, or take the one before");

    public static Diagnostic NoChain(Located<string> file, string site, string issuer) =>
        Warning(file.Place, "SP5008",
            $"site '{site}': '{WrittenPath.Of(file)}' has no certificate of its issuer '{issuer}', so that many clients cannot verify it; "
            + "name the file with the whole chain, such as certbot's fullchain.pem");

    public static Diagnostic NotForHost(Located<string> file, string site, string host) =>
        Warning(file.Place, "SP5009",
            $"site '{site}': the certificate in '{WrittenPath.Of(file)}' is not for host '{host}', and clients will refuse it there; "
            + "get one that is, or make this host a site of its own");

    public static Diagnostic UnknownCipher(SourcePlace place, string name, string? nearest) =>
        Error(place, "SP5010",
            $"'ciphers' names '{name}', which is not known; "
            + (nearest is null ? "see `openssl ciphers -v` for names" : $"did you mean '{nearest}'?"));

    public static Diagnostic CaNotKept(SourcePlace place, string site, string reason) =>
        Error(place, "SP5011",
            $"site '{site}' has certificate = \"internal\", and the CA for it cannot be kept: {OneLine.Of(reason)}; "
            + "let `state` in [proxy] name a folder that the proxy's user may write");

    public static Diagnostic StoreUnreadable(SourcePlace place, string reason) =>
        Warning(place, "SP5012",
            $"the stored certificates cannot be read: {OneLine.Of(reason)}; until then self-signed ones stand in");
}
