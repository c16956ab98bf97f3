using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Forwarding;

namespace ScriptProxy.Proxy.Tests.Forwarding;

public sealed class HopByHopTests
{
    [Theory]
    [InlineData("Connection")]
    [InlineData("keep-alive")]
    [InlineData("Proxy-Connection")]
    [InlineData("TE")]
    [InlineData("Trailer")]
    [InlineData("TRANSFER-ENCODING")]
    [InlineData("Upgrade")]
    [InlineData("Proxy-Authenticate")]
    [InlineData("Proxy-Authorization")]
    [InlineData("HTTP2-Settings")]
    public void Headers_of_the_connection_end_here(string name) => Assert.True(Of().Ends(name));

    [Theory]
    [InlineData("close, X-Foo")]
    [InlineData("x-foo")]
    [InlineData("keep-alive,, x-FOO ,X-Bar")]
    public void Headers_that_the_message_names_end_here(string connection) => Assert.True(Of(connection).Ends("X-Foo"));

    [Fact]
    public void Headers_that_a_second_line_names_end_here() => Assert.True(Of("close", "X-Foo").Ends("X-Foo"));

    [Theory]
    [InlineData("close")]
    [InlineData("Upgrade")]
    [InlineData("X-Foo-Bar")]
    public void Others_go_on(string connection) => Assert.False(Of(connection).Ends("X-Foo"));

    private static HopByHop Of(params string[] connection) =>
        HopByHop.Of(new HeaderDictionary { ["Connection"] = connection });
}
