using System.Text.RegularExpressions;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Documents;

/// <summary>
/// The README's two blocks of ten lines, served together as shown; only the app's ports are the test's.
/// </summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_first_example_does_what_it_says()
    {
        await using var app = new RawBackend();
        var toml = Block("toml")
            .Replace("http://127.0.0.1:3000", app.Url, StringComparison.Ordinal)
            .Replace(
                "http://127.0.0.1:3001", app.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal),
                StringComparison.Ordinal);
        await using var proxy = await FileProxy.Start(toml, 8080, ("scripts/shop.csx", Block("csharp")));
        proxy.Client.DefaultRequestHeaders.Host = "eu.shop.example.com";

        Assert.Equal((200, "Hello Ada"), await proxy.Get("/hello/Ada"));
        Assert.Equal((200, "ok"), await proxy.Get("/api/users?page=2"));
        Assert.Equal("GET /users?page=2 HTTP/1.1", app.LastLine);
        Assert.Equal("127.0.0.1", app.LastHeader("X-Client"));
        Assert.Equal((200, "ok"), await proxy.Get("/cart/1", ("Cookie", "cart=42")));
        Assert.Equal("GET /cart/1 HTTP/1.1", app.LastLine);

        using var moved = await proxy.Client.GetAsync(new Uri("/old/a?b=c", UriKind.Relative));
        Assert.Equal(301, (int)moved.StatusCode);
        Assert.Equal("https://archive.example.com/a?b=c", moved.Headers.Location?.OriginalString);
        Assert.Equal("nosniff", moved.Headers.GetValues("X-Content-Type-Options").Single());

        proxy.Client.DefaultRequestHeaders.Host = "other.example.com";
        Assert.Equal(421, (await proxy.Get("/hello/Ada")).Status);
    }

    private static string Block(string language) =>
        Fence().Matches(Checkout.Read("README.md"))
            .First(block => block.Groups["language"].Value == language).Groups["code"].Value;

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
