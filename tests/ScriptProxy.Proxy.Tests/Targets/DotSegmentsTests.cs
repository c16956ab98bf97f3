using ScriptProxy.Proxy.Targets;

namespace ScriptProxy.Proxy.Tests.Targets;

public sealed class DotSegmentsTests
{
    [Theory]
    [InlineData("/a/../b")]
    [InlineData("/./a")]
    [InlineData("/a/..")]
    [InlineData("/a/%2e%2E/b")]
    [InlineData("/a/.%2e")]
    public void Are_found_plain_or_encoded(string path) => Assert.True(DotSegments.In(path));

    [Theory]
    [InlineData("/")]
    [InlineData("/.well-known/x")]
    [InlineData("/...")]
    [InlineData("/a..b/%2e-x")]
    [InlineData("/a/..b")]
    public void Are_not_what_only_begins_with_a_dot(string path) => Assert.False(DotSegments.In(path));
}
