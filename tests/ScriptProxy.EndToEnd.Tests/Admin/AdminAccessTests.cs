using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Admin;

public sealed class AdminAccessTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-token-of-the-test")]
    [InlineData("a-token-of-the-tests-and-more")]
    public async Task An_order_without_the_right_token_is_401(string? token)
    {
        await using var admin = await AdminProxy.Start();

        Assert.Equal(401, (await admin.Post("/reload", token)).Status);
        Assert.Equal(1, (await admin.Status()).GetProperty("generation").GetInt32());
    }

    [Theory]
    [InlineData("evil.example.com:{0}")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:1")]
    [InlineData("10.0.0.1:{0}")]
    [InlineData("localhost.evil.example.com:{0}")]
    public async Task A_host_that_is_not_its_own_is_403(string host)
    {
        await using var admin = await AdminProxy.Start();

        Assert.StartsWith(
            "HTTP/1.1 403 ", await Ask(admin, "GET /status", $"Host: {string.Format(null, host, admin.Port)}"));
    }

    [Theory]
    [InlineData("127.0.0.1:{0}")]
    [InlineData("localhost:{0}")]
    [InlineData("[::1]:{0}")]
    public async Task Its_own_hosts_pass(string host)
    {
        await using var admin = await AdminProxy.Start();

        Assert.StartsWith(
            "HTTP/1.1 200 ", await Ask(admin, "GET /healthz", $"Host: {string.Format(null, host, admin.Port)}"));
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("")]
    public async Task Another_origin_is_403_even_with_the_token(string origin)
    {
        await using var admin = await AdminProxy.Start();
        var head = $"Host: 127.0.0.1:{admin.Port}\r\nAuthorization: Bearer {AdminProxy.Token}\r\nOrigin: {origin}";

        Assert.StartsWith("HTTP/1.1 403 ", await Ask(admin, "POST /reload", head));
        Assert.StartsWith("HTTP/1.1 403 ", await Ask(admin, "GET /status", head));
    }

    [Fact]
    public async Task Its_own_origin_passes()
    {
        await using var admin = await AdminProxy.Start();

        Assert.StartsWith(
            "HTTP/1.1 200 ",
            await Ask(admin, "GET /status", $"Host: localhost:{admin.Port}\r\nOrigin: http://localhost:{admin.Port}"));
    }

    [Fact]
    public async Task Bound_to_every_address_reading_needs_the_token_too()
    {
        var port = FreePort.Next();
        await using var proxy = await RunningProxy.Start(
            """Map("/x").Respond("x");""",
            $"[proxy]\nadmin = \"0.0.0.0:{port}\"\nadmin_token = \"{AdminProxy.Token}\"\n");

        Assert.StartsWith(
            "HTTP/1.1 401 ", await RawClient.Send(port, $"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 200 ", await RawClient.Send(
            port,
            $"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {AdminProxy.Token}\r\n\r\n"));
    }

    [Fact]
    public async Task Other_methods_and_paths_are_405_and_404()
    {
        await using var admin = await AdminProxy.Start();

        Assert.Equal(405, (await admin.Post("/status")).Status);
        Assert.Equal(404, (await admin.Post("/nothing")).Status);
        Assert.StartsWith("HTTP/1.1 405 ", await Ask(admin, "GET /reload", $"Host: localhost:{admin.Port}"));
    }

    private static Task<string> Ask(AdminProxy admin, string request, string head) =>
        RawClient.Send(admin.Port, $"{request} HTTP/1.1\r\n{head}\r\nContent-Length: 0\r\n\r\n");
}
