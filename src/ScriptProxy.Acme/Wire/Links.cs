using System.Text.RegularExpressions;

namespace ScriptProxy.Acme.Wire;

/// <summary>Reads <c>Link</c> headers (RFC 8288).</summary>
internal static partial class Links
{
    /// <summary>Where links of the relation lead, https only.</summary>
    public static IReadOnlyList<Uri> Of(CaAnswer answer, string relation)
    {
        if (!answer.Headers.TryGetValues("Link", out var values))
            return [];
        return
        [
            .. from value in values
               from Match link in Link().Matches(value)
               where link.Groups["relation"].Value.Split(' ').Contains(relation, StringComparer.OrdinalIgnoreCase)
               where Uri.TryCreate(answer.Url, link.Groups["target"].Value, out var url) && url.Scheme == Uri.UriSchemeHttps
               select new Uri(answer.Url, link.Groups["target"].Value),
        ];
    }

    [GeneratedRegex("""<(?<target>[^<>]{1,2048})>[^<]*?;\s*rel\s*=\s*"?(?<relation>[^";,]{1,200})""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
