using System.Globalization;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Writes what was declared the way a script would.</summary>
internal static class CallText
{
    private const int LongestText = 40;

    public static IReadOnlyList<string> Conditions(RouteDefinition route) =>
    [
        .. route.Methods.Count > 0 ? [Call("Methods", route.Methods)] : Array.Empty<string>(),
        .. route.Hosts.Count > 0 ? [Call("Host", route.Hosts)] : Array.Empty<string>(),
        .. route.Headers.Select(header => Call("Header", [header.Name, .. header.Values])),
        .. route.Queries.Select(query => Call("Query", [query.Name, .. query.Values])),
        .. route.Whens.Select(_ => "When(…)"),
    ];

    /// <summary>The changes of the path, then the end.</summary>
    public static string End(RouteDefinition route)
    {
        string?[] calls =
        [
            route.StripPrefix is { } strip ? Call("StripPrefix", [strip]) : null,
            route.AddPrefix is { } add ? Call("AddPrefix", [add]) : null,
            route.Rewrite is { } rewrite ? Call("Rewrite", [rewrite.Text]) : null,
            route.Balancer is null ? null : "Balance(…)",
            End(route.End),
        ];
        return string.Join('.', calls.OfType<string>());
    }

    public static string Header(HeaderRule rule, string what)
    {
        if (rule.Removes)
            return Call($"Remove{what}", [rule.Name]);
        var value = rule.Text is { } text ? Quoted(text) : "…";
        return $"{what}({Quoted(rule.Name)}, {value}{(rule.Append ? ", append: true" : "")})";
    }

    public static string Quoted(string text)
    {
        var shown = text.Length > LongestText ? string.Concat(text.AsSpan(0, LongestText - 1), "…") : text;
        return $"\"{shown.ReplaceLineEndings("\\n").Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private static string End(RouteEnd end) => end switch
    {
        RouteEnd.ToUpstream to => Call("To", [to.Name]),
        RouteEnd.ToUrl to => Call("To", [to.Url.GetLeftPart(UriPartial.Authority)]),
        RouteEnd.ToChosen => "To(…)",
        RouteEnd.Handle => "Handle(…)",
        RouteEnd.Respond respond =>
            string.Create(CultureInfo.InvariantCulture, $"Respond({Quoted(respond.Text)}, {respond.Status})"),
        RouteEnd.Files files => Call("Files", [files.Root]),
        RouteEnd.Redirect redirect => Call("Redirect", [redirect.To.Text]),
        _ => end.GetType().Name + "(…)",
    };

    private static string Call(string name, IEnumerable<string> arguments) =>
        $"{name}({string.Join(", ", arguments.Select(Quoted))})";
}
