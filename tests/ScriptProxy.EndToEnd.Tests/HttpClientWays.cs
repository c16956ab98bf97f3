using ScriptProxy.EndToEnd.Tests.BadInput;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

/// <summary>
/// Where messages differ, in a run with YARP's forwarder, from what our own sends and accepts: HttpClient decides it, and it means the
/// same, or is more lenient.
/// </summary>
internal static class HttpClientWays
{
    // It says the length of a body that is not there (RFC 9110 §8.6), and makes good answers of malformed ones.
    private static readonly (string Heading, string Row)[] Others =
    [
        ("Requests", "a POST without a length"),
        ("Answers of upstreams", "NUL in a value"),
        ("Answers of upstreams", "lone LFs"),
        ("Answers of upstreams", "lone LFs in chunks"),
        ("Answers of upstreams", "a folded header"),
        ("Answers of upstreams", "a lone CR in a value"),
        ("Answers of upstreams", "a space before a colon"),
    ];

    /// <summary>The rows of a table of docs/security.md, of which a run with HttpClient has those only that hold for it, too.</summary>
    public static TheoryData<string> RowsOf(string heading) =>
        [.. SecurityTable.Rows(heading).Select(row => row[0]).Where(name => !TestRun.UsesYarp || !Others.Contains((heading, name)))];

    /// <summary>
    /// Leaves out what it does to a request: Content-Length: 0, and lines of one header that become one (RFC 9110 §5.3).
    /// </summary>
    public static IReadOnlyList<string> Without(IReadOnlyList<string> differences)
    {
        if (!TestRun.UsesYarp)
            return differences;
        List<string> rest = [.. differences.Where(line => !line.EndsWith("> content-length: 0", StringComparison.Ordinal))];
        foreach (var joined in differences.Where(line => line.StartsWith('+')))
        {
            var (header, value) = Split(joined);
            List<string> parts = [.. rest.Where(line => line.StartsWith('-') && Split(line).Header == header)];
            var values = parts.Select(line => Split(line).Value);
            if (parts.Count < 2 || (string.Join(", ", values) != value && string.Join("; ", values) != value))
                continue;
            rest.Remove(joined);
            rest.RemoveAll(parts.Contains);
        }

        return rest;
    }

    private static (string Header, string Value) Split(string difference)
    {
        var colon = difference.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? (difference[1..], "") : (difference[1..colon], difference[(colon + 2)..]);
    }
}
