using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Answers;

public sealed class SecurityHeadersTests
{
    [Fact]
    public async Task Are_on_every_answer_our_own_errors_included()
    {
        await using var backend = new RawBackend(_ => RawBackend.Ok("ok", "X-Frame-Options: ALLOWALL\r\n"));
        await using var proxy = await RunningProxy.Start(
            $$"""
            SecurityHeaders();
            Map("/up").To("{{backend.Url}}");
            Map("/gone").To("http://127.0.0.1:{{FreePort.Next()}}");
            Map("/throws").Handle((HttpContext http) => { if (http is not null) throw new InvalidOperationException(); return Results.Ok(); });
            Map("/redirect").Redirect("/up");
            Map("/files/{**path}").Files("www");
            """,
            files: ("www/a.txt", "a"));

        foreach (var (path, status) in new[]
        {
            ("/up", 200), ("/gone", 502), ("/throws", 500), ("/redirect", 302), ("/none", 404), ("/files/a.txt", 200),
            ("/files/b", 404),
        })
        {
            var answer = await RawClient.Get(proxy.Port, path);
            Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
            Assert.Equal("nosniff", RawMessages.Header(answer, "X-Content-Type-Options"));
            Assert.Equal("SAMEORIGIN", RawMessages.Header(answer, "X-Frame-Options"));
            Assert.Equal("strict-origin-when-cross-origin", RawMessages.Header(answer, "Referrer-Policy"));
            Assert.Equal("0", RawMessages.Header(answer, "X-XSS-Protection"));
        }
    }
}
