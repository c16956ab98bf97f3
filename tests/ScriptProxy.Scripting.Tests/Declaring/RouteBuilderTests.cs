using Microsoft.AspNetCore.Http;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Tests.Declaring;

public sealed class RouteBuilderTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("", 302)]
    [InlineData(", permanent: true", 301)]
    [InlineData(", preserveMethod: true", 307)]
    [InlineData(", permanent: true, preserveMethod: true", 308)]
    public void Chooses_the_status_of_a_redirect(string arguments, int status)
    {
        var route = _bench.DefineRoute($"""Map("/a").Redirect("/b"{arguments});""");

        Assert.Equal(status, Assert.IsType<RouteEnd.Redirect>(route.End).Status);
    }

    [Theory]
    [InlineData("text/plain", "text/plain; charset=utf-8")]
    [InlineData("text/html; charset=latin1", "text/html; charset=latin1")]
    [InlineData("application/json", "application/json; charset=utf-8")]
    [InlineData("application/javascript", "application/javascript; charset=utf-8")]
    [InlineData("application/xml", "application/xml; charset=utf-8")]
    [InlineData("image/png", "image/png")]
    public void Completes_the_content_type_of_a_text(string given, string complete)
    {
        var route = _bench.DefineRoute($"""Map("/a").Respond("x", contentType: "{given}");""");

        Assert.Equal(complete, Assert.IsType<RouteEnd.Respond>(route.End).ContentType);
    }

    [Fact]
    public void Splits_a_template_at_its_parameters()
    {
        var route = _bench.DefineRoute("""Map("/v1/{**rest}").Rewrite("/api/{rest}?x=1").To("api");""");

        Assert.Equal(
            [new TemplatePart("/api/", false), new TemplatePart("rest", true), new TemplatePart("?x=1", false)],
            route.Rewrite!.Parts);
        Assert.True(route.Rewrite.HasQuery);
    }

    [Fact]
    public void Keeps_every_condition()
    {
        var route = _bench.DefineRoute("""
            Map("/a").Methods("get", "Post").Header("X-A", "1", "2").Query("q").Host("*.Example.com")
                .When(http => true).Order(-2).To("app");
            """);

        Assert.Equal(["GET", "POST"], route.Methods);
        Assert.Equal(["*.example.com"], route.Hosts);
        Assert.Equal(["1", "2"], Assert.Single(route.Headers).Values);
        Assert.Empty(Assert.Single(route.Queries).Values);
        Assert.Single(route.Whens);
        Assert.Equal(-2, route.Order);
    }

    [Fact]
    public async Task Says_which_handler_returned_null()
    {
        var route = _bench.DefineRoute("""Map("/a").Handle(http => (IResult)null!);""");
        var handler = Assert.IsType<RouteEnd.Handle>(route.End).Handler;

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await handler(new DefaultHttpContext()));

        Assert.Contains("site.csx(1,1) returned null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_a_url_without_a_path_as_an_end()
    {
        var route = _bench.DefineRoute("""Map("/a").To("https://127.0.0.1:5000/");""");

        Assert.Equal(new RouteEnd.ToUrl(new Uri("https://127.0.0.1:5000")), route.End);
    }
}
