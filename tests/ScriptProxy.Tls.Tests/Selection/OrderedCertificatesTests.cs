using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Testing;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Selection;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Tests.Selection;

public sealed class OrderedCertificatesTests : IDisposable
{
    private readonly TestCa _ca = new();
    private readonly OrderedCertificates _ordered = new();

    public void Dispose() => _ca.Dispose();

    [Theory]
    [InlineData("a.example.com", "a")]
    [InlineData("A.Example.Com", "a")]
    [InlineData("b.example.com", "wild")]
    [InlineData("deep.b.example.com", null)]
    [InlineData("example.com", null)]
    [InlineData("localhost", null)]
    public void Are_found_by_their_names_a_wildcard_for_one_label(string host, string? source)
    {
        _ordered.Put("one", Bundle("a.example.com"), "a");
        _ordered.Put("two", Bundle("*.example.com"), "wild");
        Assert.Equal(source, _ordered.Find(host)?.Source);
    }

    [Fact]
    public void Are_replaced_and_forgotten_by_entry()
    {
        _ordered.Put("one", Bundle("a.example.com"), "old");
        _ordered.Put("one", Bundle("a.example.com"), "new");
        Assert.Equal("new", _ordered.Find("a.example.com")?.Source);
        _ordered.Forget("one");
        Assert.Null(_ordered.Find("a.example.com"));
    }

    [Fact]
    public void Are_loaded_from_the_store_without_those_that_are_corrupt()
    {
        using var state = new TemporaryFolder();
        var store = new CertificateStore(state.Path, NullLoggerFactory.Instance);
        using (var bundle = Bundle("a.example.com"))
            store.Save("a", bundle);
        state.Write("b.pem", "spoiled");

        _ordered.Load(store);

        Assert.Equal(store.PathOf("a"), _ordered.Find("a.example.com")?.Source);
    }

    private CertificateBundle Bundle(string name)
    {
        using var leaf = _ca.Issue(name);
        return CertificateBundle.FromPem(_ca.ChainOf(leaf), TestCa.KeyOf(leaf));
    }
}
