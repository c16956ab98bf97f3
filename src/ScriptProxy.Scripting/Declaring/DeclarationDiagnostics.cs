using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Every mistake that a call of a script can make, one factory each.</summary>
internal static class DeclarationDiagnostics
{
    // Routes.
    public static Diagnostic BadPattern(SourcePlace place, string pattern, string reason) => Diagnostic.Error(
        place, "SP2101",
        $"pattern '{pattern}' is not a route template: {Clause(reason)}; write it like '/users/{{id}}' or " +
        $"'/api/{{**rest}}'");

    public static Diagnostic UnknownConstraint(
        SourcePlace place, string pattern, string constraint, string? nearest) => Diagnostic.Error(
        place, "SP2102",
        $"pattern '{pattern}' has the constraint '{constraint}', which cannot be used; " +
        $"{Hint(nearest, "use one of ASP.NET Core's, such as 'int', 'guid' or 'regex(…)'")}");

    public static Diagnostic NoEnd(SourcePlace place, string pattern) => Diagnostic.Error(
        place, "SP2103", $"route '{pattern}' has no end; finish it with 'To', 'Files', 'Redirect', 'Handle' or 'Respond'");

    public static Diagnostic TwoEnds(
        SourcePlace place, string pattern, string first, SourcePlace firstPlace, string second) => Diagnostic.Error(
        place, "SP2104",
        $"route '{pattern}' ends twice, in '{first}'{Elsewhere(place, firstPlace)} and in '{second}'; keep " +
        "one of them");

    public static Diagnostic EqualRoutes(SourcePlace place, string pattern, SourcePlace first) => Diagnostic.Error(
        place, "SP2105",
        $"route '{pattern}' can never match, because the one at {Short(first)} is equal; remove one, or " +
        "tell them apart with a condition or 'Order'");

    public static Diagnostic NotForwarding(
        SourcePlace place, string pattern, string call, string end) => Diagnostic.Error(
        place, "SP2106",
        $"route '{pattern}' has '{call}' but ends in '{end}'; only a route that ends in 'To' reaches an " +
        "upstream");

    public static Diagnostic PlainStar(SourcePlace place, string pattern) => Diagnostic.Warning(
        place, "SP2107",
        $"pattern '{pattern}' matches only a path with the character '*' in it; for everything below a path write " +
        "'/api/{**rest}', for one step '/api/{name}'");

    // Conditions.
    public static Diagnostic BadMethod(SourcePlace place, string method) => Diagnostic.Error(
        place, "SP2111", $"'{method}' is not a method name; write it like 'GET' or 'POST', one text each");

    public static Diagnostic NoMethods(SourcePlace place) => Diagnostic.Error(
        place, "SP2112", "'Methods' names no method; name at least one, or leave the call out");

    public static Diagnostic BadHost(SourcePlace place, string host) => Diagnostic.Error(
        place, "SP2113",
        $"'{host}' is not a host name; write 'app.example.com' or '*.example.com', without scheme, port or " +
        "path");

    public static Diagnostic NoHosts(SourcePlace place) => Diagnostic.Error(
        place, "SP2114", "'Host' names no host; name at least one, or leave the call out");

    public static Diagnostic BadQueryName(SourcePlace place) => Diagnostic.Error(
        place, "SP2115", "'Query' needs the name of a parameter; write it like 'Query(\"debug\", \"1\")'");

    // Ends.
    public static Diagnostic UnknownUpstream(SourcePlace place, string name, string? nearest) => Diagnostic.Error(
        place, "SP2121",
        $"upstream '{name}' does not exist; " +
        $"{Hint(nearest, $"add [upstream.{name}] to proxy.toml, or write a url that begins with 'http://'")}");

    public static Diagnostic BadUrl(SourcePlace place, string url) => Diagnostic.Error(
        place, "SP2122", $"'{url}' is not a url to forward to; write it like 'http://127.0.0.1:5000'");

    public static Diagnostic UrlWithPath(SourcePlace place, string url, string path) => Diagnostic.Error(
        place, "SP2123", $"url '{url}' has a path; write the url without it and add '.AddPrefix(\"{path}\")'");

    public static Diagnostic UrlWithExtras(SourcePlace place, string url, string what) => Diagnostic.Error(
        place, "SP2124",
        $"url '{url}' has a {what}; write scheme, host and port only, and use 'AddPrefix', 'Rewrite' or " +
        "'RequestHeader' for the rest");

    public static Diagnostic BadStatus(SourcePlace place, int status) => Diagnostic.Error(
        place, "SP2125", $"status {status} cannot be answered; use one from 200 to 599");

    public static Diagnostic BodyNotAllowed(SourcePlace place, int status) => Diagnostic.Error(
        place, "SP2126", $"an answer of status {status} has no body; leave the text empty, or use another status");

    public static Diagnostic BadContentType(SourcePlace place, string contentType) => Diagnostic.Error(
        place, "SP2127", $"'{contentType}' is not a media type; write it like 'text/html' or 'application/json'");

    // Paths.
    public static Diagnostic BadPrefix(SourcePlace place, string call, string prefix) => Diagnostic.Error(
        place, "SP2131",
        $"'{prefix}' in '{call}' is not a path prefix; begin it with '/' and name a segment, without '?', " +
        "'#' or braces, like '/api'");

    public static Diagnostic PrefixNeverThere(SourcePlace place, string pattern, string prefix) => Diagnostic.Error(
        place, "SP2132", $"no path of route '{pattern}' begins with '{prefix}'; strip what the pattern begins with");

    public static Diagnostic StripAndRewrite(SourcePlace place, string pattern) => Diagnostic.Error(
        place, "SP2133",
        $"route '{pattern}' has both 'StripPrefix' and 'Rewrite'; 'Rewrite' says the whole path, so keep " +
        "one of them");

    public static Diagnostic UnbalancedBraces(SourcePlace place, string call, string template) => Diagnostic.Error(
        place, "SP2134",
        $"template '{template}' in '{call}' has a brace without its partner; write parameters like " +
        $"'{{rest}}'");

    public static Diagnostic UnknownParameter(
        SourcePlace place, string template, string name, string pattern, string? nearest) => Diagnostic.Error(
        place, "SP2135",
        $"template '{template}' uses '{{{name}}}', which pattern '{pattern}' does not capture; " +
        $"{Hint(nearest, "use a parameter of the pattern")}");

    public static Diagnostic BadRewrite(SourcePlace place, string template) => Diagnostic.Error(
        place, "SP2136",
        $"template '{template}' in 'Rewrite' is not a path; begin it with '/', and leave out spaces, '#' " +
        "and control characters");

    public static Diagnostic BadRedirect(SourcePlace place, string to) => Diagnostic.Error(
        place, "SP2137",
        $"'{Visible(to)}' cannot be redirected to; begin it with a single '/', 'http://' or 'https://', and " +
        "leave out spaces and control characters");

    // Rules.
    public static Diagnostic BadHeaderName(SourcePlace place, string name) => Diagnostic.Error(
        place, "SP2141", $"'{Visible(name)}' is not a header name; use letters, digits and '-'");

    public static Diagnostic ForbiddenHeader(SourcePlace place, string name) => Diagnostic.Error(
        place, "SP2142", $"header '{name}' belongs to the connection and is set by the proxy; remove the call");

    public static Diagnostic BadHeaderValue(SourcePlace place, string name) => Diagnostic.Error(
        place, "SP2143", $"the value of header '{name}' has a line break or NUL in it; write it on one line");

    public static Diagnostic UnknownMiddleware(SourcePlace place, string name, string? nearest) => Diagnostic.Error(
        place, "SP2144",
        $"no plugin offers the middleware '{name}'; " +
        $"{Hint(nearest, "add the plugin to the plugins folder, or write the middleware as a lambda")}");

    // The site.
    public static Diagnostic MissingVar(
        SourcePlace place, string key, string site, string? nearest) => Diagnostic.Error(
        place, "SP2151",
        $"'{key}' is not among the vars of site '{site}'; " +
        $"{Hint(nearest, $"add it to vars of [site.{site}] in proxy.toml")}");

    public static Diagnostic BadDuration(SourcePlace place, string text) => Diagnostic.Error(
        place, "SP2152", $"'{text}' is not a duration; write it like '500ms', '30s', '5m' or '24h'");

    public static Diagnostic PeriodOutOfRange(SourcePlace place, string call) => Diagnostic.Error(
        place, "SP2153", $"the time of '{call}' is not between zero and 24 days; write it like '30s' or '5m'");

    public static Diagnostic MissingFile(SourcePlace place, string call, string file) => Diagnostic.Error(
        place, "SP2154",
        $"file '{file}' of '{call}' does not exist; create it, or mend the path, which is relative to this script " +
        "file");

    public static Diagnostic MissingFolder(SourcePlace place, string call, string folder) => Diagnostic.Error(
        place, "SP2155",
        $"folder '{folder}' of '{call}' does not exist; create it, or mend the path, which is relative to this " +
        "script file");

    public static Diagnostic TwoApprovals(SourcePlace place, SourcePlace first) => Diagnostic.Error(
        place, "SP2156",
        $"the site has 'OnDemandCertificate' already{Elsewhere(place, first)}; keep one of them, it may ask for both");

    // Limits and access.
    public static Diagnostic BadRate(SourcePlace place) => Diagnostic.Error(
        place, "SP2161",
        "'RateLimit' needs a rate above 0 and up to 1000000 per second, and a burst of 0 or more; 0.5 is one " +
        "request every two seconds");

    public static Diagnostic BadConcurrency(SourcePlace place) => Diagnostic.Error(
        place, "SP2162", "'ConcurrencyLimit' must let at least 1 request through; to refuse all of them use 'Respond'");

    public static Diagnostic BadSize(SourcePlace place, string text) => Diagnostic.Error(
        place, "SP2163", $"'{text}' is not a size; write it like '512k', '20MB' or '1g'; '0' is no limit");

    public static Diagnostic BadNetwork(SourcePlace place, string call, string text) => Diagnostic.Error(
        place, "SP2164",
        $"'{text}' in '{call}' is not a network; write an address, '10.1.2.3' or '::1', or a network, " +
        "'10.0.0.0/8'; everyone is '0.0.0.0/0' and '::/0'");

    public static Diagnostic NoNetworks(SourcePlace place, string call) => Diagnostic.Error(
        place, "SP2165", $"'{call}' names no network; name at least one, or leave the call out");

    public static Diagnostic BadRealm(SourcePlace place, string realm) => Diagnostic.Error(
        place, "SP2166",
        $"'{Visible(realm)}' cannot be the realm of 'BasicAuth'; use plain ASCII text without quotes and backslashes");

    // Answers.
    public static Diagnostic BadErrorStatus(SourcePlace place, int status) => Diagnostic.Error(
        place, "SP2171", $"'ErrorPage' is for errors and {status} is none; use a status from 400 to 599");

    public static Diagnostic FilesWithoutCatchAll(SourcePlace place, string pattern) => Diagnostic.Error(
        place, "SP2172",
        $"route '{pattern}' ends in 'Files' but captures no path below the folder; end the pattern in a catch-all " +
        "like '/{**path}'");

    public static Diagnostic BadIndex(SourcePlace place, string index) => Diagnostic.Error(
        place, "SP2173", $"'{index}' cannot be the index of 'Files'; write the name of a file, like 'index.html'");

    public static Diagnostic PageTooLarge(SourcePlace place, string file, int most) => Diagnostic.Error(
        place, "SP2174",
        $"page '{file}' of 'ErrorPage' is larger than {most / 1024} kB, and pages are kept in memory; make it smaller");

    public static Diagnostic PageUnreadable(SourcePlace place, string file, string reason) => Diagnostic.Error(
        place, "SP2175",
        $"page '{file}' of 'ErrorPage' cannot be read: {Clause(reason)}; give the proxy's user the right to read it");

    public static Diagnostic BadFallback(SourcePlace place, string fallback, string root) => Diagnostic.Error(
        place, "SP2176",
        $"fallback '{fallback}' of 'Files' is not a file below '{root}'; write its path relative to that folder, like " +
        "'index.html'");

    private static string Hint(string? nearest, string otherwise) =>
        nearest is null ? otherwise : $"did you mean '{nearest}'?";

    private static string Elsewhere(SourcePlace here, SourcePlace first) => here == first ? "" : $" at {Short(first)}";

    private static string Short(SourcePlace place) => (place with { File = Path.GetFileName(place.File) }).ToString();

    private static string Clause(string sentence) =>
        sentence.Length == 0
            ? sentence
            : char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.').ReplaceLineEndings(" ");

    private static string Visible(string text) => text.Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal);
}
