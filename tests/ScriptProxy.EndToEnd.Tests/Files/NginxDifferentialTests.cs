using ScriptProxy.EndToEnd.Tests.Nginx;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Files;

/// <summary>
/// The same requests to ours and to nginx with <c>root</c>, on the same folder. They agree on status, Content-Type,
/// Content-Length and Content-Range, or the difference is deliberate and its reason stands here.
/// </summary>
public sealed class NginxDifferentialTests
{
    private static readonly Case[] Cases =
    [
        new("/"),
        new("/index.html"),
        new("/index.html?query=1"),
        new("//index.html"),
        new("/docs/../index.html"),
        new("/%69ndex.html"),
        new("/style.css"),
        new("/data.json"),
        new("/picture.svg"),
        new("/picture.png"),
        new("/photo.jpg"),
        new("/icon.ico"),
        new("/font.woff2"),
        new("/notes.txt"),
        new("/feed.xml"),
        new("/paper.pdf"),
        new("/archive.zip"),
        new("/noextension"),
        new("/unknown.xyz9"),
        new("/a%20b.txt"),
        new("/caf%C3%A9.txt"),
        new("/empty.txt"),
        new("/docs/"),
        new("/docs"),
        new("/docs?a=1"),
        new("/docs/deep/page.html"),
        new("/none.html"),
        new("/docs/none/"),
        new("/index.html/"),
        new("/style.css", "Accept-Encoding: gzip"),
        new("/style.css", "Accept-Encoding: br"),
        new("/style.css", "Accept-Encoding: gzip;q=0"),
        new("/index.html", "Accept-Encoding: gzip"),
        new("/notes.txt", "Range: bytes=0-3"),
        new("/notes.txt", "Range: bytes=5-"),
        new("/notes.txt", "Range: bytes=-4"),
        new("/notes.txt", "Range: bytes=0-999"),
        new("/notes.txt", "Range: bytes=999-"),
        new("/notes.txt", "Range: lines=0-1"),
        new("/notes.txt", "Range: bytes=0-0", "If-Range: \"other\""),
        new("/notes.txt", "If-Modified-Since: Sun, 01 Nov 2026 12:00:00 GMT"),
        new("/notes.txt", "If-Modified-Since: Sat, 01 Nov 2025 12:00:00 GMT"),
        new("/notes.txt", "If-None-Match: \"other\""),
        new("/notes.txt", "If-None-Match: *"),
        new("/notes.txt", "If-Match: \"other\""),
        new("/notes.txt", "If-Unmodified-Since: Sat, 01 Nov 2025 12:00:00 GMT"),
        new(
            "/../etc/passwd") { Reason =
                "400 there: dot segments above the root; here they end at it, as browsers read them (RFC 3986)" },
        new("/%00"),
        new(
            "/style.css", "Accept-Encoding: gzip",
            "Range: bytes=1-2") { Reason =
                "nginx sends compressed files whole; here they have parts, too, by a tag of their own" },
        new("/app.js") { Reason = "RFC 9239 made text/javascript the type of scripts" },
        new("/.hidden") { Reason = "dot files are not served" },
        new(
            "/docs/deep/") { Reason =
                "403 there for a folder without index; 404 here, which does not tell that it is there" },
        new(
            "/notes.txt",
            "Range: bytes=0-1,4-5") { Reason = "several ranges are answered whole, which RFC 9110 §14.2 allows" },
        new(
            "/notes.txt",
            "If-Modified-Since: Sun, 01 Nov 2026 12:00:01 GMT") { Reason =
                "nginx wants the exact date, RFC 9110 §13.1.3 a later one" },
        new(
            "/notes.txt",
            "Range: bytes=5-1") { Reason = "416 there; RFC 9110 §14.1.1 calls it invalid, which is ignored" },
    ];

    [NginxFilesFact]
    public async Task Answers_as_nginx_does_or_says_why_not()
    {
        await using var proxy = await RunningProxy.Start("""Map("/{**path}").Files("www");""", files: Content());
        foreach (var file in Directory.GetFiles(proxy.Folder.At("www"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new DateTime(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc));
        var port = FreePort.Next();
        await using var nginx = await NginxServer.Start(port, $$"""
            include {{NginxFilesFactAttribute.MimeTypes}};
            default_type application/octet-stream;
            gzip_static on;
            gzip_vary on;
            server { listen 127.0.0.1:{{port}}; root {{proxy.Folder.At("www")}}; index index.html; }
            """);

        var wrong = new List<string>();
        foreach (var asked in Cases)
        {
            var ours = Facts(await RawClient.Get(proxy.Port, asked.Target, asked.Headers));
            var theirs = Facts(await RawClient.Get(port, asked.Target, asked.Headers));
            if (asked.Reason is null && ours != theirs)
                wrong.Add($"{asked.Target} [{string.Join(", ", asked.Headers)}]: ours {ours}, nginx {theirs}");
            if (asked.Reason is not null && ours == theirs)
                wrong.Add($"{asked.Target}: both {ours}, so there is no difference that needs a reason");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // The bodies of errors and redirects are each server's own: ours are plain text, nginx's HTML.
    private static (string Status, string? Type, string? Length, string? Range) Facts(string answer)
    {
        var status = answer.Length > 12 ? answer[9..12] : answer;
        var isOwnBody = string.CompareOrdinal(status, "301") >= 0;
        return (
            status,
            isOwnBody ? null : RawMessages.Header(answer, "Content-Type"),
            isOwnBody ? null : RawMessages.Header(answer, "Content-Length"),
            RawMessages.Header(answer, "Content-Range"));
    }

    private static (string, string)[] Content() =>
    [
        .. new[]
        {
            "index.html", "style.css", "style.css.gz", "app.js", "data.json", "picture.svg", "picture.png", "photo.jpg",
            "icon.ico",
            "font.woff2", "notes.txt", "feed.xml", "paper.pdf", "archive.zip", "noextension", "unknown.xyz9", "a b.txt",
            "caf\u00e9.txt",
            "docs/index.html", "docs/deep/page.html", ".hidden",
        }.Select(name => ($"www/{name}", $"This is {name}.")),
        ("www/empty.txt", ""),
    ];

    private sealed record Case(string Target, params string[] Headers)
    {
        /// <summary>Why the two differ; null when they must not.</summary>
        public string? Reason { get; init; }
    }
}
