using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Tls.Tests.Selection;

public sealed class IssuedCertificatesTests
{
    private readonly IssuedCertificates _issued = new(NullLoggerFactory.Instance, TimeProvider.System);

    [Fact]
    public void Are_the_same_as_long_as_a_site_has_the_hosts()
    {
        var first = _issued.StandIn(["a.example.com"]);
        _issued.Keep([["b.example.com"], ["a.example.com"]]);
        Assert.Same(first, _issued.StandIn(["a.example.com"]));
    }

    [Fact]
    public void Are_forgotten_with_the_last_site_that_has_the_hosts()
    {
        var first = _issued.StandIn(["a.example.com"]);
        _issued.Keep([["b.example.com"]]);
        Assert.NotSame(first, _issued.StandIn(["a.example.com"]));
    }
}
