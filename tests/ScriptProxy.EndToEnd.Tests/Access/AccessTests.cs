using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Access;

public sealed class AccessTests
{
    private const string Trusting = "[proxy]\nwatch = false\ntrusted_proxies = [\"127.0.0.0/8\"]";

    [Theory]
    [InlineData("10.1.2.3", "/", 200)]
    [InlineData("10.6.6.6", "/", 403)]
    [InlineData("192.0.2.1", "/", 403)]
    [InlineData("2001:db8::1", "/", 200)]
    [InlineData("2001:db9::1", "/", 403)]
    [InlineData("192.0.2.1", "/none", 403)]
    [InlineData("10.1.2.3", "/none", 404)]
    [InlineData("192.0.2.1", "/x%2f..%2fadmin/y", 403)]
    [InlineData("10.1.2.3", "/admin/x", 403)]
    [InlineData("10.2.0.1", "/admin/x", 200)]
    [InlineData("11.2.0.1", "/admin/x", 403)]
    [InlineData("192.0.2.1", "/open", 200)]
    [InlineData("10.9.9.9", "/open", 403)]
    public async Task Site_and_route_must_admit(string client, string path, int status)
    {
        await using var proxy = await RunningProxy.Start(
            """
            Allow("10.0.0.0/8", "2001:db8::/32");
            Deny("10.6.6.6");
            ResponseHeader("X-Site", "ours");
            Map("/").Respond("ok");
            Map("/admin/{**rest}").Allow("10.2.0.0/16", "11.0.0.0/8").Respond("admin");
            Map("/open").Open().Deny("10.9.9.9").Respond("open");
            """,
            Trusting);
        var answer = await RawClient.Get(proxy.Port, path, $"X-Forwarded-For: {client}");
        Assert.Equal($"{status}", answer.Split(' ')[1]);
        Assert.Equal("ours", RawMessages.Header(answer, "X-Site"));
        if (status == 403)
            Assert.EndsWith("\r\n\r\n403 Forbidden\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_cannot_claim_another_address()
    {
        await using var proxy = await RunningProxy.Start("""Allow("10.0.0.0/8"); Map("/").Respond("ok");""");
        Assert.StartsWith(
            "HTTP/1.1 403", await RawClient.Get(proxy.Port, "/", "X-Forwarded-For: 10.0.0.1"),
            StringComparison.Ordinal);
    }
}
