using System.Text.Json.Nodes;

namespace ScriptProxy.Acme;

/// <summary>Writes the body of a newOrder request.</summary>
internal static class OrderPayload
{
    public static JsonObject Of(OrderRequest request, AcmeDirectory directory)
    {
        var payload = new JsonObject
        {
            ["identifiers"] = new JsonArray([.. request.Names.Select(DnsName.Of).Distinct().Select(Identifier)]),
        };
        if (request.Profile is { } profile)
            payload["profile"] = Offered(profile, directory);
        // RFC 9773, section 5: a CA without ARI would refuse what it does not know.
        if (request.Replaces is { } replaced && directory.HasRenewalInformation)
            payload["replaces"] = replaced;
        return payload;
    }

    private static JsonNode Identifier(string name) => new JsonObject { ["type"] = "dns", ["value"] = name };

    private static string Offered(string profile, AcmeDirectory directory)
    {
        if (directory.Profiles.ContainsKey(profile))
            return profile;
        var offered = directory.Profiles.Count == 0
            ? "it has none"
            : $"it has {string.Join(", ", directory.Profiles.Keys.Order(StringComparer.Ordinal).Select(name => $"'{OneLine.Of(name)}'"))}";
        throw new AcmeException(AcmeFault.Unsupported, $"the CA has no profile '{profile}'; {offered}");
    }
}
