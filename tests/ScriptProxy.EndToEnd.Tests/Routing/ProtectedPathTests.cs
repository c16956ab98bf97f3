using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Routing;

/// <summary>
/// Ways to write a path so that a proxy takes it for another one than the application behind it. A rule on
/// <c>/admin</c> stands: each is refused with 400 or meets the rule, and none comes to the backend.
/// </summary>
public sealed class ProtectedPathTests
{
    private const string Site = """
        Map("/admin/{**rest}").Respond("guarded", status: 403);
        Map("/public/{**rest}").To("app");
        """;

    [Theory]
    [InlineData("/admin", 403)]
    [InlineData("/admin/", 403)]
    [InlineData("/admin/x", 403)]
    [InlineData("/admin?x=/public", 403)]
    [InlineData("/ADMIN", 403)]
    [InlineData("/aDmIn/x", 403)]
    [InlineData("//admin", 403)]
    [InlineData("///admin//x", 403)]
    [InlineData("/./admin", 403)]
    [InlineData("/.//admin", 403)]
    [InlineData("/x/../admin", 403)]
    [InlineData("/public/../admin", 403)]
    [InlineData("/public/x/../../admin", 403)]
    [InlineData("/../admin", 403)]
    [InlineData("/admin/.", 403)]
    [InlineData("/admin/x/..", 403)]
    [InlineData("/%61dmin", 403)]
    [InlineData("/%41dmin", 403)]
    [InlineData("/%61%64%6d%69%6e", 403)]
    [InlineData("/%2e/admin", 403)]
    [InlineData("/x/%2e%2e/admin", 403)]
    [InlineData("/x/.%2E/admin", 403)]
    [InlineData("/public/%2e%2e/admin", 403)]
    [InlineData("http://localhost/admin", 403)]
    [InlineData("http://localhost//admin", 403)]
    [InlineData("/x//../admin", 400)]
    [InlineData("/x//%2e%2e/admin", 400)]
    [InlineData("/public//../admin", 400)]
    [InlineData("/x/%2f../../admin", 400)]
    [InlineData("/%2fadmin", 400)]
    [InlineData("/%2Fadmin", 400)]
    [InlineData("/admin%2fx", 400)]
    [InlineData("/admin%2F", 400)]
    [InlineData("/x/..%2fadmin", 400)]
    [InlineData("/x%2f..%2fadmin", 400)]
    [InlineData("/public%2f..%2fadmin", 400)]
    [InlineData("/public/..%2fadmin", 400)]
    [InlineData("/public/%2e%2e%2fadmin", 400)]
    [InlineData("/x\\..\\admin", 400)]
    [InlineData("/\\admin", 400)]
    [InlineData("\\admin", 400)]
    [InlineData("/admin\\x", 400)]
    [InlineData("/x/..%5cadmin", 400)]
    [InlineData("/x/..%5Cadmin", 400)]
    [InlineData("/%5cadmin", 400)]
    [InlineData("/admin%5cx", 400)]
    [InlineData("/admin;a", 400)]
    [InlineData("/admin;a/x", 400)]
    [InlineData("/admin;/x", 400)]
    [InlineData("/x/..;/admin", 400)]
    [InlineData("/x/..;a=b/admin", 400)]
    [InlineData("/;/admin", 400)]
    [InlineData("/public/..;/admin", 400)]
    [InlineData("/public/..;%2fadmin", 400)]
    [InlineData("/admin.", 400)]
    [InlineData("/.../admin", 400)]
    [InlineData("/admin./x", 400)]
    [InlineData("/admin%2e", 400)]
    [InlineData("/admin...", 400)]
    [InlineData("/admin%20", 400)]
    [InlineData("/admin%20/x", 400)]
    [InlineData("/%2561dmin", 400)]
    [InlineData("/admin%252fx", 400)]
    [InlineData("/%252fadmin", 400)]
    [InlineData("/%252e%252e/admin", 400)]
    [InlineData("/x/%252e%252e/admin", 400)]
    [InlineData("/x/..%252fadmin", 400)]
    [InlineData("/x%255c..%255cadmin", 400)]
    [InlineData("/public/%252e%252e%252fadmin", 400)]
    [InlineData("/public/..%253b%252fadmin", 400)]
    public async Task Is_refused_or_meets_the_rule(string target, int status)
    {
        await using var backend = new RawBackend();
        await using var proxy = await Start(backend);
        var answer = await RawClient.Get(proxy.Port, target);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Empty(backend.Requests);
    }

    /// <summary>What names something else passes as it is, however odd.</summary>
    [Theory]
    [InlineData("/%C0%AFadmin")]
    [InlineData("/administrator")]
    [InlineData("/files/a%252Fb")]
    [InlineData("/files/100%")]
    [InlineData("/files/etc./a%20/b.")]
    [InlineData("/a.b/c.d;e")]
    [InlineData("/x/admin")]
    [InlineData("/public/admin")]
    public async Task Names_something_else_and_comes_to_the_backend_byte_for_byte(string target)
    {
        await using var backend = new RawBackend();
        await using var proxy = await Start(backend);
        await RawClient.Get(proxy.Port, target);
        Assert.Equal($"GET {target} HTTP/1.1", backend.LastLine);
    }

    private static Task<RunningProxy> Start(RawBackend backend) =>
        RunningProxy.Start(Site, $"@site upstream = \"app\"\n[upstream.app]\nservers = [\"{backend.Url}\"]");
}
