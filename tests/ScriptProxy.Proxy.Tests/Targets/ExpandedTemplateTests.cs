using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using ScriptProxy.Proxy.Targets;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Tests.Targets;

public sealed class ExpandedTemplateTests
{
    private static readonly Template ToRest = new("/api/{rest}", [new("/api/", false), new("rest", true)]);

    [Theory]
    [InlineData("/v1/users/7", "/v1/users/7", "/api/users/7")]
    [InlineData("/v1/a%2Fb/%zz", "/v1/a%2Fb/%zz", "/api/a%2Fb/%zz")]
    [InlineData("/v1/caf%C3%A9", "/v1/café", "/api/caf%C3%A9")]
    [InlineData("/v1/a;b=1", "/v1/a;b=1", "/api/a;b=1")]
    [InlineData("/v1/x/", "/v1/x/", "/api/x/")]
    [InlineData("/v1/", "/v1/", "/api/")]
    [InlineData("/v1", "/v1", "/api/")]
    public void Inserts_the_rest_as_the_client_wrote_it(string raw, string path, string expected) =>
        Assert.Equal(expected, Expand(ToRest, "/v1/{**rest}", raw, path));

    [Theory]
    [InlineData("/x/../v1/users", "/v1/users", "/api/users")]
    [InlineData("/v1/a/../b", "/v1/b", "/api/b")]
    [InlineData("/v1/a%20b/../c d", "/v1/c d", "/api/c%20d")]
    public void Inserts_what_was_matched_when_dot_segments_moved_it(string raw, string path, string expected) =>
        Assert.Equal(expected, Expand(ToRest, "/v1/{**rest}", raw, path));

    [Theory]
    [InlineData("/t/a%20b/x", "/t/a b/x", "/a%20b/-/x")]
    [InlineData("/t//x", "/t/x", "/x/-/")]
    [InlineData("/t/a", "/t/a", "/a/-/")]
    public void Inserts_segments_each_in_its_place(string raw, string path, string expected) =>
        Assert.Equal(expected, Expand(
            new("", [new("/", false), new("tenant", true), new("/-/", false), new("rest", true)]),
            "/t/{tenant}/{**rest}", raw, path));

    [Theory]
    [InlineData("/page/3", "/p/3")]
    [InlineData("/page", "/p/1")]
    public void Inserts_the_default_of_a_parameter_that_is_not_there(string path, string expected) =>
        Assert.Equal(expected, Expand(new("", [new("/p/", false), new("n", true)]), "/page/{n=1}", path, path));

    [Fact]
    public void Inserts_nothing_for_an_optional_parameter_that_is_not_there() =>
        Assert.Equal("/p/", Expand(new("", [new("/p/", false), new("n", true)]), "/page/{n?}", "/page", "/page"));

    [Fact]
    public void Inserts_the_parts_of_a_segment_with_several_parameters() =>
        Assert.Equal(
            "/files/json/report%20one",
            Expand(
                new("", [new("/files/", false), new("kind", true), new("/", false), new("name", true)]),
                "/get/{name}.{kind}", "/get/report%20one.json", "/get/report one.json"));

    [Fact]
    public void Finds_a_parameter_whatever_its_case() =>
        Assert.Equal("/a%2Fb", Expand(new("", [new("/", false), new("ID", true)]), "/x/{id}", "/x/a%2Fb", "/x/a%2Fb"));

    private static string Expand(Template template, string pattern, string raw, string path)
    {
        var parsed = RoutePatternFactory.Parse(pattern);
        var http = new DefaultHttpContext();
        http.Request.Path = path;
        var matcher = new TemplateMatcher(new RouteTemplate(parsed), new RouteValueDictionary(parsed.Defaults));
        Assert.True(matcher.TryMatch(path, http.Request.RouteValues));
        return new ExpandedTemplate(template, parsed).Expand(http, raw);
    }
}
