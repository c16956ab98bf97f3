using ScriptProxy.Proxy.Routing;

namespace ScriptProxy.Proxy.Tests.Routing;

public sealed class PathReadingsTests
{
    [Theory]
    [InlineData("/a%2Fb", "/a/b")]
    [InlineData("/a%5cb", "/a/b")]
    [InlineData("/a\\b", "/a/b")]
    [InlineData("/x/..%2Fadmin", "/admin")]
    [InlineData("/x\\..\\admin", "/admin")]
    [InlineData("/admin;v=1/x", "/admin/x")]
    [InlineData("/x/..;/admin", "/admin")]
    [InlineData("/%2F/admin", "/admin")]
    [InlineData("/a%2F", "/a/")]
    [InlineData("/%61dmin", "/admin")]
    [InlineData("/admin./x", "/admin/x")]
    [InlineData("/admin ", "/admin")]
    public void Are_found(string path, string reading) => Assert.Contains(reading, PathReadings.Of(path, path));

    [Theory]
    [InlineData("/x/admin", "/x//../admin", "/admin")]
    [InlineData("/x/admin", "/x//%2e%2e/admin", "/admin")]
    [InlineData("/x/%2f../admin", "/x/%2f../admin", "/x/admin")]
    public void Take_an_empty_segment_for_one_and_for_none(string path, string raw, string reading) =>
        Assert.Contains(reading, PathReadings.Of(path, raw));

    [Theory]
    [InlineData("/a/b", "/a//b", false)]
    [InlineData("/b", "/a/../b", false)]
    [InlineData("/a/b", "/a//../b", true)]
    [InlineData("/a/b", "/a//%2E./b", true)]
    [InlineData("/x/admin", "/x/%2f../../admin", true)]
    [InlineData("/a b", "/a%20b", false)]
    public void Differ_where_dots_were_resolved_beside_something_doubtful(string path, string raw, bool expected) =>
        Assert.Equal(expected, PathReadings.Differ(path, raw));

    [Fact]
    public void Are_several_when_both_kinds_of_doubt_meet() =>
        Assert.Equal(["/a/b;c", "/a%2Fb", "/a/b"], PathReadings.Of("/a%2Fb;c", "/a%2Fb;c"));

    [Theory]
    [InlineData("/a/b", false)]
    [InlineData("/a b.c", false)]
    [InlineData("/a%2fb", true)]
    [InlineData("/a;b", true)]
    [InlineData("/a%20b", true)]
    [InlineData("/a.", true)]
    [InlineData("/a./b", true)]
    [InlineData("/a /b", true)]
    [InlineData("", false)]
    public void Differ_only_for_paths_with_such_characters(string path, bool expected) =>
        Assert.Equal(expected, PathReadings.Differ(path, path));
}
