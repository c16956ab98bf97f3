using ScriptProxy.Acme.Wire;

namespace ScriptProxy.Acme;

/// <summary>Where a CA has what, and what it says of itself (RFC 8555, section 7.1.1).</summary>
public sealed record AcmeDirectory
{
    private AcmeDirectory()
    {
    }

    /// <summary>The page with the terms that <see cref="AccountRequest.AgreeToTerms"/> agrees to; null when there are none.</summary>
    public string? TermsOfService { get; private init; }

    /// <summary>The CA's own page; null when not said.</summary>
    public string? Website { get; private init; }

    /// <summary>What a CAA record names this CA by, such as <c>letsencrypt.org</c> (RFC 8659).</summary>
    public IReadOnlyList<string> CaaIdentities { get; private init; } = [];

    /// <summary>Whether an account needs an external account binding (RFC 8555, section 7.3.4).</summary>
    public bool ExternalAccountRequired { get; private init; }

    /// <summary>
    /// The profiles that an order may name, each with the CA's words on it; empty when the CA has none
    /// (draft-ietf-acme-profiles).
    /// </summary>
    public IReadOnlyDictionary<string, string> Profiles { get; private init; } = new Dictionary<string, string>();

    /// <summary>Whether the CA tells when to renew (RFC 9773).</summary>
    public bool HasRenewalInformation => RenewalInformation is not null;

    internal Uri NewNonce { get; private init; } = null!;
    internal Uri NewAccount { get; private init; } = null!;
    internal Uri NewOrder { get; private init; } = null!;
    internal Uri? RevokeCert { get; private init; }
    internal Uri? KeyChange { get; private init; }
    internal Uri? RenewalInformation { get; private init; }

    internal static AcmeDirectory Read(CaAnswer answer)
    {
        var directory = AnswerObject.Of("directory", answer);
        var meta = directory.OptionalObject("meta", "directory's meta");
        return new AcmeDirectory
        {
            NewNonce = directory.Url("newNonce"),
            NewAccount = directory.Url("newAccount"),
            NewOrder = directory.Url("newOrder"),
            RevokeCert = directory.OptionalUrl("revokeCert"),
            KeyChange = directory.OptionalUrl("keyChange"),
            RenewalInformation = directory.OptionalUrl("renewalInfo"),
            TermsOfService = meta?.OptionalText("termsOfService"),
            Website = meta?.OptionalText("website"),
            CaaIdentities = meta?.OptionalTexts("caaIdentities", most: 20) ?? [],
            ExternalAccountRequired = meta?.Flag("externalAccountRequired") ?? false,
            Profiles = meta?.OptionalObject("profiles", "list of profiles")?.Texts() ?? new Dictionary<string, string>(),
        };
    }
}
