using ScriptProxy.Acme.Orders;
using ScriptProxy.Acme.Problems;

namespace ScriptProxy.Acme.Challenges;

/// <summary>Says why a name could not be validated: which challenge, what the CA saw, what to check.</summary>
internal static class ChallengeWords
{
    public static string Of(Authorization authorization)
    {
        var failed = authorization.Challenges.FirstOrDefault(challenge => challenge.Error is not null);
        if (failed?.Error is not { } problem)
        {
            return $"the CA did not validate '{NameOf(authorization)}' and gave no reason (the authorization is "
                + $"{authorization.Status.ToString().ToLowerInvariant()})";
        }

        var where = failed.AddressUsed is { } address ? $", at {address}" : "";
        var text = $"the CA could not validate '{NameOf(authorization)}' by {failed.Type}{where}: {ProblemWords.Said(problem)}";
        return Advice(failed.Type, problem.Type, authorization.Name) is { } advice ? $"{text}; {advice}" : text;
    }

    private static string NameOf(Authorization authorization) =>
        authorization.IsWildcard ? $"*.{authorization.Name}" : authorization.Name;

    private static string? Advice(string challenge, string problem, string name) => (challenge, problem) switch
    {
        (_, "caa" or "rateLimited" or "serverInternal") => ProblemWords.Advice(problem),
        (ChallengeType.Dns01, _) =>
            $"check that the TXT record _acme-challenge.{name} reaches all public name servers, and that the plugin has the "
            + "right zone and rights",
        (_, "dns") => ProblemWords.Advice(problem),
        (ChallengeType.Http01, "connection") =>
            $"check that public DNS has this machine's addresses for '{name}', A and AAAA, and that port 80 is open to the "
            + "internet and leads to this proxy",
        (ChallengeType.Http01, _) =>
            $"something answered that is not this proxy: check where http://{name}/.well-known/acme-challenge/ leads from "
            + "outside, old AAAA records and a CDN included",
        (ChallengeType.TlsAlpn01, _) =>
            $"check that public DNS has this machine's addresses for '{name}', and that port 443 leads to this proxy without "
            + "anything that ends TLS in between",
        _ => ProblemWords.Advice(problem),
    };
}
