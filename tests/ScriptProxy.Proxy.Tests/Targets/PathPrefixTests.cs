using ScriptProxy.Proxy.Targets;

namespace ScriptProxy.Proxy.Tests.Targets;

public sealed class PathPrefixTests
{
    [Theory]
    [InlineData("/api", "/")]
    [InlineData("/api/", "/")]
    [InlineData("/api/users", "/users")]
    [InlineData("/API/Users", "/Users")]
    [InlineData("/api/a%2Fb%zz", "/a%2Fb%zz")]
    [InlineData("/%61pi/users", "/users")]
    [InlineData("/api/caf%C3%A9", "/caf%C3%A9")]
    public void Goes_and_leaves_the_rest_byte_for_byte(string raw, string expected) =>
        Assert.Equal(expected, PathPrefix.Strip(raw, "/api").ToString());

    [Theory]
    [InlineData("/apis")]
    [InlineData("/ap")]
    [InlineData("/")]
    [InlineData("/other/api")]
    public void Is_left_where_the_path_does_not_begin_with_it(string raw) =>
        Assert.Equal(raw, PathPrefix.Strip(raw, "/api").ToString());

    [Theory]
    [InlineData("//api/users", "/users")]
    [InlineData("/api//a//b", "/a//b")]
    [InlineData("/api/.well-known/x", "/.well-known/x")]
    public void Takes_several_slashes_for_one_in_itself_and_leaves_those_of_the_rest(string raw, string expected) =>
        Assert.Equal(expected, PathPrefix.Strip(raw, "/api").ToString());
}
