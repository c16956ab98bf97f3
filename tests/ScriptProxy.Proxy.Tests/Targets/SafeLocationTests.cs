using ScriptProxy.Proxy.Targets;

namespace ScriptProxy.Proxy.Tests.Targets;

public sealed class SafeLocationTests
{
    [Theory]
    [InlineData("//evil.example", "/evil.example")]
    [InlineData("/\\evil.example", "/evil.example")]
    [InlineData("///\\/evil.example/x", "/evil.example/x")]
    [InlineData("//", "/")]
    public void Does_not_lead_to_another_host(string location, string expected) =>
        Assert.Equal(expected, SafeLocation.Of(location));

    [Theory]
    [InlineData("/")]
    [InlineData("/a//b")]
    [InlineData("/%2F/evil.example")]
    [InlineData("https://new.example.com//x")]
    [InlineData("relative")]
    [InlineData("")]
    public void Leaves_others_as_they_are(string location) => Assert.Equal(location, SafeLocation.Of(location));
}
