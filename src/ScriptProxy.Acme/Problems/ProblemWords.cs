namespace ScriptProxy.Acme.Problems;

/// <summary>Turns what a CA says into what it means and what to do, for somebody who has not read RFC 8555.</summary>
public static class ProblemWords
{
    private static readonly Dictionary<string, (string Means, string? Advice)> Known = new(StringComparer.Ordinal)
    {
        ["accountDoesNotExist"] = ("the CA does not know this account", "register again: it may have been deleted there"),
        ["alreadyReplaced"] = ("the certificate was replaced by another order already", "order without naming it"),
        ["alreadyRevoked"] = ("the certificate is revoked already", null),
        ["badCSR"] = ("the CA does not like the certificate request", "see whether it issues for such names and keys"),
        ["badNonce"] = ("the CA refused one nonce after another", "see whether a cache stands between here and the CA"),
        ["badPublicKey"] = ("the CA does not take this kind of key", null),
        ["badRevocationReason"] = ("the CA does not take this reason for a revocation", "revoke without a reason"),
        ["badSignatureAlgorithm"] = ("the CA does not take ES256 signatures", "use another CA"),
        ["caa"] = ("a CAA record of the name forbids this CA", "add the CA to the name's CAA records, or remove them"),
        ["compound"] = ("several things are wrong", null),
        ["connection"] = ("the CA could not connect to this machine",
            "check that the name's DNS leads here, and that the port is open to the internet"),
        ["dns"] = ("the CA could not look the name up",
            "check that public DNS has the name, that its name servers answer, and its DNSSEC if it is signed"),
        ["externalAccountRequired"] = ("this CA wants an account with it first", "get a key there and set eab = { kid, key }"),
        ["incorrectResponse"] = ("the CA got an answer that is not ours",
            "check that the name's DNS leads here only, old AAAA records included, and that nothing else answers on the port"),
        ["invalidContact"] = ("the CA does not take this e-mail address", "correct email"),
        ["invalidProfile"] = ("the CA does not have this profile", "correct or remove profile"),
        ["malformed"] = ("the CA does not understand the request", "see whether it implements RFC 8555"),
        ["orderNotReady"] = ("the order is not ready for that yet", "try again later"),
        ["rateLimited"] = ("a rate limit of the CA is reached",
            "wait; while trying things out, use the CA's staging directory"),
        ["rejectedIdentifier"] = ("the CA does not issue for this name", "use another name, or another CA"),
        ["serverInternal"] = ("the CA has a fault of its own", "try again later; the CA's status page may tell more"),
        ["tls"] = ("the CA could not make a TLS connection",
            "check that port 443 leads to this proxy and that nothing in between ends TLS"),
        ["unauthorized"] = ("the CA refuses it", "check that the account and the name's DNS are the right ones"),
        ["unsupportedContact"] = ("the CA does not take this kind of contact", "set email to an e-mail address"),
        ["unsupportedIdentifier"] = ("the CA does not issue for this kind of name", "use a DNS name, or another CA"),
        ["userActionRequired"] = ("the CA wants somebody to visit a page first", "visit it, it may be about new terms"),
    };

    /// <summary>What it means, what the CA says, each part with its name, and what to do, in one line.</summary>
    public static string Of(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var said = Said(problem);
        return Advice(problem.Type) is { } advice ? $"{said}; {advice}" : said;
    }

    /// <summary>What it means and what the CA says, without what to do.</summary>
    internal static string Said(Problem problem)
    {
        var means = Known.TryGetValue(problem.Type, out var known) ? known.Means : "the CA refuses it";
        var text = problem.Detail.Length > 0 ? $"{means}: {problem.Detail}" : means;
        if (problem.Type.Length > 0)
            text += $" ({problem.Type})";
        if (problem.Instance is { } page)
            text += $", see {page}";
        return problem.Parts.Aggregate(text, (line, part) => $"{line}; {part.Identifier ?? "also"}: {Said(part)}");
    }

    /// <summary>What to do about a problem of this type; null when there is nothing to say.</summary>
    internal static string? Advice(string type) => Known.TryGetValue(type, out var known) ? known.Advice : null;
}
