using ScriptProxy.Acme.Certificates;

namespace ScriptProxy.Tls.Ordering;

/// <summary>Reasons to revoke as people write them, the same words as certbot's.</summary>
public static class RevocationWords
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = ["unspecified", "keycompromise", "superseded", "cessationofoperation"];

    /// <summary>The reason; null for a word that is none.</summary>
    public static RevocationReason? Reason(string word) => word switch
    {
        "unspecified" => RevocationReason.Unspecified,
        "keycompromise" => RevocationReason.KeyCompromise,
        "superseded" => RevocationReason.Superseded,
        "cessationofoperation" => RevocationReason.CessationOfOperation,
        _ => null,
    };
}
