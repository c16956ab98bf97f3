using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Rules;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Compares what the client sent with the message that was made for the upstream.</summary>
internal static class SentMessage
{
    public static ExplainedMessage Of(
        HttpRequestMessage message, IHeaderDictionary before, UpstreamServer server, RequestRules rules)
    {
        // The address that HttpClient is given may be a stand-in for a socket; the target behind it is real.
        var target = message.RequestUri!.OriginalString[server.Address.Length..];
        var url = server.Url.StartsWith("http", StringComparison.Ordinal) ? server.Url + target : target;
        return new ExplainedMessage(
            message.Method.Method, url, target, message.Version.ToString(), Headers(message, before, rules));
    }

    private static List<ExplainedHeader> Headers(
        HttpRequestMessage message, IHeaderDictionary before, RequestRules rules)
    {
        var after = message.Headers.NonValidated.Concat(message.Content?.Headers.NonValidated ?? default)
            .Select(header => (Name: header.Key, Value: string.Join(", ", (IEnumerable<string>)header.Value)))
            .ToList();
        var names = after.Select(header => header.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var gone = before.Where(header => !names.Contains(header.Key) && !header.Key.StartsWith(':'));
        return
        [
            .. after.Select(header => Header(header.Name, Before(before, header.Name), header.Value, rules)),
            .. gone.Select(header => Header(header.Key, header.Value.ToString(), null, rules)),
        ];
    }

    private static string? Before(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) ? string.Join(", ", values.ToArray()) : null;

    private static ExplainedHeader Header(string name, string? before, string? after, RequestRules rules)
    {
        var change = (before, after) switch
        {
            (null, _) => HeaderChange.Added,
            (_, null) => HeaderChange.Removed,
            _ => before == after ? HeaderChange.Kept : HeaderChange.Changed,
        };
        var rule = Array.FindLast(
            rules.RequestHeaders, rule => rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return new ExplainedHeader(name, change, before, after, rule?.Place);
    }
}
