using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Limits;

namespace ScriptProxy.Proxy.Tests.Limits;

public sealed class RateHeadersTests
{
    [Theory]
    [InlineData(null, 10, "\"default\";q=10;w=1")]
    [InlineData("login", 0.2, "\"login\";q=1;w=5")]
    [InlineData("a\"b", 2.5, "\"default\";q=2;w=1")]
    public void State_the_policy(string? name, double perSecond, string policy) =>
        Assert.Equal(policy, Written(name, perSecond, TimeSpan.Zero)["RateLimit-Policy"]);

    [Theory]
    [InlineData(0.01, "1")]
    [InlineData(1.2, "2")]
    [InlineData(60, "60")]
    public void State_the_wait_in_whole_seconds(double seconds, string written)
    {
        var headers = Written(null, 1, TimeSpan.FromSeconds(seconds));
        Assert.Equal(written, headers.RetryAfter);
        Assert.Equal($"\"default\";r=0;t={written}", headers["RateLimit"]);
    }

    private static IHeaderDictionary Written(string? name, double perSecond, TimeSpan wait)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        new RateHeaders(name, perSecond).Write(headers, wait);
        return headers;
    }
}
