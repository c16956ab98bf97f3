using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Tls.Certificates;

/// <summary>Orders certificates that stand in a file in any order into the chain of a leaf.</summary>
internal static class CertificateChain
{
    /// <summary>Those between the leaf and a root; disposes the ones that do not belong there.</summary>
    public static X509Certificate2Collection Of(X509Certificate2 leaf, IReadOnlyList<X509Certificate2> found)
    {
        var chain = new X509Certificate2Collection();
        var rest = found.Where(one => !ReferenceEquals(one, leaf)).ToList();
        for (var last = leaf; IssuerOf(last, rest) is { } issuer; last = issuer)
        {
            rest.Remove(issuer);
            if (IsSelfIssued(issuer))
            {
                issuer.Dispose();
                break;
            }

            chain.Add(issuer);
        }

        foreach (var stranger in rest)
            stranger.Dispose();
        return chain;
    }

    public static bool IsSelfIssued(X509Certificate2 one) => one.SubjectName.RawData.AsSpan().SequenceEqual(one.IssuerName.RawData);

    private static X509Certificate2? IssuerOf(X509Certificate2 one, List<X509Certificate2> candidates) => IsSelfIssued(one)
        ? null
        : candidates.Find(candidate => candidate.SubjectName.RawData.AsSpan().SequenceEqual(one.IssuerName.RawData));
}
