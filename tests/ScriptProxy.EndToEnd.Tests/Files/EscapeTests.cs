using System.Text.RegularExpressions;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Files;

/// <summary>Ways out of a served folder. Everything that must not be seen holds the word "secret".</summary>
public sealed partial class EscapeTests
{
    private static readonly (string, string)[] Content =
    [
        ("www/index.html", "<h1>Home</h1>"),
        ("www/sub/page.html", "<h1>Page</h1>"),
        ("www/.git/config", "secret"),
        ("www/.htpasswd", "secret"),
        ("www/sub/.env", "secret"),
        ("www/.well-known/.hidden", "secret"),
        ("www2/secret.txt", "secret"),
        ("secret.txt", "secret"),
    ];

    private static readonly string[] Targets =
    [
        "/../secret.txt", "/..%2fsecret.txt", "/..%2Fsecret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt",
        "/.%2e/secret.txt",
        "/..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd", "/sub/../../secret.txt", "/sub/..%2f..%2fsecret.txt",
        "/sub/%2e%2e/%2e%2e/secret.txt",
        "/%252e%252e/secret.txt", "/%252e%252e%252fsecret.txt", "/%c0%ae%c0%ae/secret.txt",
        "/%c0%ae%c0%ae%c0%afsecret.txt",
        "/..\\secret.txt", "\\..\\secret.txt", "/\\..\\secret.txt", "/..%5csecret.txt", "/%5c..%5csecret.txt",
        "/sub\\..\\..\\secret.txt",
        "/sub%5c..%5c..%5csecret.txt", "/sub\\page.html", "/sub%2fpage.html", "/..;/secret.txt", "/;/../secret.txt",
        "/index.html%00", "/index.html%00.txt", "/%00", "/..%00/secret.txt",
        "//etc/passwd", "///etc/passwd", "/%2fetc%2fpasswd", "/%2Fetc/passwd", "//localhost/etc/passwd",
        "/file:///etc/passwd",
        "/../www2/secret.txt", "/..%2fwww2/secret.txt", "/~root/", "/C:/secret.txt", "/c%3a%5csecret.txt",
        "/index.html::$DATA",
        "/.git/config", "/.git/", "/.git", "/%2egit/config", "/.htpasswd", "/%2Ehtpasswd", "/sub/.env", "/sub/%2eenv",
        "/.well-known/.hidden", "/.well-known/../.htpasswd", "/sub/.well-known/x", "/...", "/.../secret.txt",
        "/index.html.", "/index.html..", "/index.html%20", "/index.html%2e", "/index.html%20.", "/sub./page.html",
        "/sub%20/page.html",
        "/index.html/", "/index.html/..%2f", "/" + new string('a', 300), "/" + new string('a', 7000),
        "/" + string.Concat(Enumerable.Repeat("a/", 3500)) + "x",
        "/" + string.Concat(Enumerable.Repeat("..%2f", 1200)) + "etc/passwd",
    ];

    private static readonly string[] Links =
    [
        "/out.txt", "/relative.txt", "/chain.txt", "/folder/secret.txt", "/folder/", "/folder", "/system/etc/passwd",
        "/twin/secret.txt",
        "/sub/up/secret.txt", "/loop", "/loop/x", "/gone.txt",
    ];

    [Fact]
    public async Task No_spelling_leads_out_or_to_a_hidden_file()
    {
        await using var proxy = await Start();

        await AssertRefused(proxy, Targets);
    }

    [Fact]
    public async Task A_link_that_leads_out_is_refused()
    {
        await using var proxy = await Start();
        Link(proxy, "www/out.txt", proxy.Folder.At("secret.txt"));
        Link(proxy, "www/relative.txt", "../secret.txt");
        Link(proxy, "www/chain.txt", "relative.txt");
        Link(proxy, "www/folder", proxy.Folder.Path);
        Link(proxy, "www/system", "/");
        Link(proxy, "www/twin", "../www2");
        Link(proxy, "www/sub/up", "../..");
        Link(proxy, "www/loop", "loop");
        Link(proxy, "www/gone.txt", "nowhere");

        await AssertRefused(proxy, Links);
    }

    [Fact]
    public async Task A_link_that_stays_inside_is_followed()
    {
        await using var proxy = await Start();
        Link(proxy, "www/inside.html", "sub/page.html");
        Link(proxy, "www/sub/back", "..");
        Link(proxy, "www/absolute", proxy.Folder.At("www/sub"));

        // As Kubernetes mounts a ConfigMap.
        proxy.Folder.Write("www/..2026_11_24/data.html", "<h1>Data</h1>");
        Link(proxy, "www/..data", "..2026_11_24");
        Link(proxy, "www/data.html", "..data/data.html");

        Assert.Equal("<h1>Page</h1>", await proxy.GetText("/inside.html"));
        Assert.Equal("<h1>Home</h1>", await proxy.GetText("/sub/back/index.html"));
        Assert.Equal("<h1>Page</h1>", await proxy.GetText("/absolute/page.html"));
        Assert.Equal("<h1>Data</h1>", await proxy.GetText("/data.html"));
    }

    [Fact]
    public async Task A_compressed_file_beside_may_not_lead_out_either()
    {
        await using var proxy = await Start();
        Link(proxy, "www/index.html.br", "../secret.txt");

        var answer = await RawClient.Get(proxy.Port, "/index.html", "Accept-Encoding: br");

        Assert.EndsWith("<h1>Home</h1>", answer, StringComparison.Ordinal);
    }

    private static Task<RunningProxy> Start() =>
        RunningProxy.Start("""Map("/{**path}").Files("www", fallback: null);""", files: Content);

    private static void Link(RunningProxy proxy, string path, string target) =>
        File.CreateSymbolicLink(proxy.Folder.At(path), target);

    private static async Task AssertRefused(RunningProxy proxy, string[] targets)
    {
        var served = new List<string>();
        foreach (var target in targets)
        {
            var answer = await RawClient.Get(proxy.Port, target);
            if (!Refused().IsMatch(answer) || answer.Contains("secret", StringComparison.Ordinal))
                served.Add($"{target}: {answer}");
        }

        Assert.Empty(served);
        Assert.Empty(proxy.Log.Lines);
    }

    [GeneratedRegex("^HTTP/1.1 40[04] ")]
    private static partial Regex Refused();
}
