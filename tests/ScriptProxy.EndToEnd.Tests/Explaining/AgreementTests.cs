using System.Globalization;
using ScriptProxy.Observability;
using ScriptProxy.Proxy.Explaining;
using ScriptProxy.Server;
using ScriptProxy.Server.Explaining;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Explaining;

/// <summary>What <c>explain</c> says is held against what the same files do when they serve.</summary>
public sealed class AgreementTests
{
    private const string Script = """
        Map("/api/{**rest}").StripPrefix("/api").RemoveRequestHeader("Cookie").To("app");
        Map("/api/{id:int}").Methods("GET").Rewrite("/number/{id}?fixed").To("app");
        Map("/admin/{**rest}").Methods("GET").To("app");
        Map("/when").When(http => http.Request.Query.ContainsKey("yes")).Respond("when");
        Map("/old/{**rest}").Redirect("https://new.example.com/{rest}");
        Map("/boom").RequestHeader("X-Boom", http => throw new FormatException("no number")).To("app");
        Map("/choose/{name}").To(http => http.Route("name"));
        Map("/none").Balance((http, servers) => null).To("app");
        Map("/allowed").Allow("10.0.0.0/8").To("app");
        Map("/denied").Deny("127.0.0.0/8").To("app");
        Map("/users").BasicAuth("users", realm: "staff").To("app");
        Map("/small").MaxBody("10").To("app");
        RequestHeader("X-Client", http => http.ClientIp.ToString());
        RequestHeader("X-Server", http => http.Upstream?.Server);
        ResponseHeader("X-Answered", "yes");
        """;

    public static TheoryData<string, string, string> Requests() => new()
    {
        { "GET", "/api/a%2Fb//c?x=%zz|{}", "Cookie: a=b" },
        { "GET", "/api/7?x", "" },
        { "POST", "/api/7", "Content-Length: 0" },
        { "HEAD", "/admin/x/../y", "X-Forwarded-For: 9.9.9.9" },
        { "GET", "/api/x", "Connection: close, X-Hop\r\nX-Hop: 1\r\nX_Under: 1" },
        { "GET", "/api/x", "X-Twice: 1\r\nX-Twice: 2\r\nX-Empty:" },
        { "GET", "/api/x", "Accept: caf\u00e9\r\nTE: trailers, deflate" },
        { "PUT", "/admin/x", "" },
        { "GET", "/when", "" },
        { "GET", "/when?yes", "" },
        { "GET", "/old/a%20b?x=1", "" },
        { "GET", "/x/..%2fadmin/y", "" },
        { "GET", "/x;a/..%5capi/7", "" },
        { "GET", "/boom", "" },
        { "GET", "/choose/app", "" },
        { "GET", "/choose/nobody", "" },
        { "GET", "/none", "" },
        { "GET", "/nowhere", "" },
        { "GET", "/allowed", "" },
        { "GET", "/denied", "" },
        { "GET", "/users", "" },
        { "GET", "/users", "Authorization: Basic am86d3Jvbmc=" },
        { "GET", "/users", "Authorization: Basic am86c2VjcmV0" },
        { "POST", "/small", "Content-Length: 11" },
        { "OPTIONS", "/nowhere", "" },
        { "GET", "/api/x", "Host: other.example.com" },
        { "GET", "/api/x", "Host: a@b" },
        { "GET", "/api/x", "Bad Header: 1" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Explains_what_is_done(string method, string target, string headers)
    {
        await using var backend = new RawBackend();
        var toml = $"""
            @site hosts = ["localhost"]
            [upstream.app]
            servers = ["{backend.Url}"]
            """;

        // jo:secret, as `openssl passwd -apr1` writes it.
        await using var proxy = await RunningProxy.Start(
            Script, toml, files: ("users", "jo:$apr1$saltsalt$LrttParrLPdxvgutaSXWJ0\n"));
        var host = headers.StartsWith("Host:", StringComparison.Ordinal) ? "" : "Host: localhost\r\n";
        var answer = await RawClient.Send(
            proxy.Port, $"{method} {target} HTTP/1.1\r\n{host}{(headers.Length == 0 ? "" : headers + "\r\n")}\r\n");

        var told = await Explain(proxy, method, target, headers);

        if (told.Sent is { } sent)
            Assert.Equal(Lines(backend.LastRequest), Lines(sent));
        else
            Assert.Empty(backend.Requests);
        if (told.Answer is { } ours)
            Assert.Equal(Head(answer), Head(ours));
    }

    private static async Task<Explanation> Explain(RunningProxy proxy, string method, string target, string headers)
    {
        using var logs = new ConsoleLogs();
        var report = await new ProxyExplainer(logs).ExplainAsync(proxy.Folder.At("proxy.toml"), new ExplainRequest
        {
            Url = ExplainUrl.Read("http://localhost")! with { Port = proxy.Port, Target = target },
            Method = method,
            Headers = [.. headers.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(line => (line.Split(':')[0], line.Split(':', 2)[1].Trim()))],
        });
        return report.Explanation!;
    }

    private static IEnumerable<string> Lines(string request)
    {
        var lines = request.Split("\r\n\r\n", 2)[0].Split("\r\n");
        return [lines[0], .. Sorted(
            lines.Skip(1).Select(line => line.Split(':', 2)).Select(parts => (parts[0], parts[1].Trim())))];
    }

    private static IEnumerable<string> Lines(ExplainedMessage sent) =>
    [
        $"{sent.Method} {sent.Target} HTTP/{sent.Version}",
        .. Sorted(
            sent.Headers.Where(header => header.After is not null).Select(header => (header.Name, header.After!))),
    ];

    private static IEnumerable<string> Sorted(IEnumerable<(string Name, string Value)> headers) => headers
        .GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
        .Select(header => $"{header.Key}: {string.Join(", ", header.Select(one => one.Value))}")
        .Order(StringComparer.Ordinal);

    private static string Head(string answer)
    {
        var lines = answer.Split("\r\n\r\n", 2)[0].Split("\r\n");
        return Head(
            lines[0].Split(' ')[1],
            lines.Skip(1).Select(line => line.Split(": ", 2)).Select(line => (line[0], line[1])));
    }

    private static string Head(ExplainedAnswer answer) => Head(
        answer.Status.ToString(CultureInfo.InvariantCulture),
        answer.Headers.Select(header => (header.Key, header.Value)));

    // What Kestrel adds when it writes an answer is no decision.
    private static string Head(string status, IEnumerable<(string Name, string Value)> headers) => string.Join(
        " | ",
        [
            status,
            .. headers.Where(header => header.Name is not ("Date" or "Connection" or "Content-Length"))
                .Select(header => $"{header.Name}: {header.Value}").Order(StringComparer.Ordinal),
        ]);
}
