using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Testing;
using ScriptProxy.Tls.Issuing;
using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Tls.Tests.Issuing;

public sealed class LocalCaTests : IDisposable
{
    private readonly TemporaryFolder _state = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task Is_made_once()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Open)));
        Assert.Single(all.Select(ca => ca.Root.Thumbprint).Distinct());
        Assert.Contains("BEGIN CERTIFICATE", await File.ReadAllTextAsync(all[0].RootPath), StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", await File.ReadAllTextAsync(all[0].RootPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_made_again_before_it_ends()
    {
        var first = await Open();
        _time.Now += TimeSpan.FromDays(3650 - 20);
        Assert.NotEqual(first.Root.Thumbprint, (await Open()).Root.Thumbprint);
    }

    [Fact]
    public async Task Is_made_again_when_it_was_spoiled()
    {
        var first = await Open();
        await File.WriteAllTextAsync(_state.At("internal/ca.pem"), "spoiled");
        Assert.NotEqual(first.Root.Thumbprint, (await Open()).Root.Thumbprint);
    }

    [Fact]
    public async Task Signs_for_days_and_again_when_two_thirds_of_them_are_over()
    {
        ILeafIssuer ca = await Open();
        var issued = new IssuedCertificate(ca, ["a.example.com"], "internal", false, _time);
        var first = issued.Current;
        Assert.Same(first, issued.Current);

        _time.Now += TimeSpan.FromDays(4);
        Assert.Same(first, issued.Current);
        _time.Now += TimeSpan.FromDays(1);
        Assert.NotSame(first, issued.Current);
        Assert.True(issued.Current.NotAfter > _time.Now + TimeSpan.FromDays(6));
    }

    private Task<LocalCa> Open() => LocalCa.Open(_state.Path, NullLoggerFactory.Instance, _time, CancellationToken.None);
}
