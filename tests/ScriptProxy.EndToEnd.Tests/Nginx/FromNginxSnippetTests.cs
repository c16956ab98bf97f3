using System.Diagnostics;
using System.Text.RegularExpressions;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.EndToEnd.Tests.Documents;
using ScriptProxy.Observability;
using ScriptProxy.Server;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>
/// What docs/from-nginx.md shows is what nginx takes, and what stands beside it is what ScriptProxy takes.
/// </summary>
public sealed partial class FromNginxSnippetTests : IDisposable
{
    private const string PlainToml = """
        [listener.http]
        address = ":80"
        [upstream.app]
        servers = ["http://127.0.0.1:3000"]
        [site.app]
        script   = "scripts/site.csx"
        upstream = "app"
        """;

    private static readonly Dictionary<string, string> Sections = Section().Split(Checkout.Read("docs/from-nginx.md"))
        .Where(section => Block("nginx").IsMatch(section))
        .ToDictionary(section => section[..section.IndexOf('\n', StringComparison.Ordinal)]);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Titles() => [.. Sections.Keys];

    public void Dispose() => _folder.Dispose();

    [NginxTheory]
    [MemberData(nameof(Titles))]
    public async Task What_it_shows_of_nginx_passes_its_own_check(string title)
    {
        var http = Here(Shown(title, "nginx")!)
            .Replace("listen 80;", $"listen 127.0.0.1:{FreePort.Next()};", StringComparison.Ordinal)
            .Replace("listen 443 ", $"listen 127.0.0.1:{FreePort.Next()} ", StringComparison.Ordinal)
            .Replace("127.0.0.1:80;", $"127.0.0.1:{FreePort.Next()};", StringComparison.Ordinal);
        WriteCertificate();
        var file = _folder.Write("nginx.conf", $"pid nginx.pid; events {{ }} http {{ {http} }}");
        using var nginx = Process.Start(new ProcessStartInfo(
            NginxProgram.Path!, ["-t", "-p", _folder.Path, "-c", file, "-e", _folder.At("error.log")])
        {
            RedirectStandardError = true,
        })!;
        var said = await nginx.StandardError.ReadToEndAsync();
        await nginx.WaitForExitAsync();

        Assert.True(nginx.ExitCode == 0, said);
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task What_stands_beside_it_has_no_mistake(string title)
    {
        var script = Shown(title, "csharp");
        var toml = Shown(title, "toml") ?? (script is null ? null : PlainToml);
        Assert.NotNull(toml);
        foreach (var folder in (string[])["www/static/assets", "www/static/app", "pictures"])
            _folder.Write($"{folder}/index.html", "");
        _folder.Write("scripts/errors/502.html", "");
        _folder.Write("scripts/users", "");
        if (script is not null)
            _folder.Write("scripts/site.csx", Here(script));
        using var logs = new ConsoleLogs(LogLevelSetting.Error);

        Assert.Empty(
            await new ProxyChecker(logs).CheckAsync(_folder.Write("proxy.toml", toml), false, CancellationToken.None));
    }

    private void WriteCertificate()
    {
        using var ca = new TestCa();
        using var certificate = ca.Issue("app.example.com");
        _folder.Write("live/fullchain.pem", ca.ChainOf(certificate));
        _folder.Write("live/privkey.pem", TestCa.KeyOf(certificate));
    }

    // Folders and names of the page that this machine does not have.
    private string Here(string text) => text
        .Replace("/var/www", _folder.At("www"), StringComparison.Ordinal)
        .Replace("/srv/pictures", _folder.At("pictures"), StringComparison.Ordinal)
        .Replace("/etc/letsencrypt/live/app.example.com", _folder.At("live"), StringComparison.Ordinal)
        .Replace("app1.example.com:", "127.0.0.1:", StringComparison.Ordinal)
        .Replace("app2.example.com:", "127.0.0.2:", StringComparison.Ordinal);

    private static string? Shown(string title, string language) =>
        Block(language).Match(Sections[title]) is { Success: true } found ? found.Groups["code"].Value : null;

    private static Regex Block(string language) => new(
        $"^```{language}\n(?<code>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture);

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Section();
}
