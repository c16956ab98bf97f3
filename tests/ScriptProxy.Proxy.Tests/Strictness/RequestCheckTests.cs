using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Strictness;

namespace ScriptProxy.Proxy.Tests.Strictness;

/// <summary>What raw bytes cannot show; docs/security.md and its tests have the rest.</summary>
public sealed class RequestCheckTests
{
    private readonly DefaultHttpContext _http = new();
    private readonly ProxyRequest _request = new();
    private readonly IHttpRequestFeature _line;

    public RequestCheckTests()
    {
        _line = _http.Features.GetRequiredFeature<IHttpRequestFeature>();
        _line.Method = "GET";
        _line.Protocol = HttpProtocol.Http11;
        _line.RawTarget = "/a/b?c=d";
        _line.Headers.Host = "app.example.com";
    }

    [Theory]
    [InlineData("http", false, 421)]
    [InlineData("http", true, null)]
    [InlineData("https", false, null)]
    public void An_https_target_needs_a_connection_that_someone_has_secured(
        string scheme, bool peerIsTrusted, int? expected)
    {
        _line.RawTarget = "https://app.example.com/a";
        _request.ConnectionScheme = scheme;
        _request.PeerIsTrusted = peerIsTrusted;

        Assert.Equal(expected, RequestCheck.Refusal(_http, _request));
    }

    [Fact]
    public void A_header_of_a_client_that_is_named_like_what_Kestrel_sets_aside_is_one_like_others()
    {
        _line.Headers["X-Content-Length"] = "5";
        Assert.Null(RequestCheck.Refusal(_http, _request));
    }

    [Fact]
    public async Task An_ordinary_request_costs_no_memory()
    {
        _line.Headers.Accept = "*/*";
        _line.Headers.UserAgent = "test";

        // Code that is not yet optimised boxes each character that it compares.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (BytesOfAThousand() > 0)
            await Task.Delay(100, limit.Token);
    }

    private long BytesOfAThousand()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Assert.False(RequestCheck.Refusal(_http, _request).HasValue);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
