using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Testing;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Tests;

public sealed class TlsLibraryTests : IDisposable
{
    private readonly TemporaryFolder _state = new();

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task A_store_that_cannot_be_read_is_a_warning_and_keeps_nobody_from_serving()
    {
        var store = CertificateStore.FolderIn(_state.At(""));
        Directory.CreateDirectory(store);

        // A link to itself, which not even root can read.
        File.CreateSymbolicLink(Path.Combine(store, "a.example.com.pem"), "a.example.com.pem");
        var settings = new ProxySettings
        {
            Global = new GlobalSettings { StateFolder = _state.At("") },
            Acme = new AcmeSettings { Place = new SourcePlace("proxy.toml", 7, 1) },
        };

        var (table, diagnostics) = await new TlsLibrary(NullLoggerFactory.Instance, TimeProvider.System)
            .Build(settings, new Dictionary<string, CertificateBundle>(), CancellationToken.None);

        Assert.NotNull(table);
        var warning = Assert.Single(diagnostics);
        Assert.Equal("SP5012", warning.Code);
        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.StartsWith("proxy.toml(7,1): warning SP5012: the stored certificates cannot be read: ", warning.ToString(), StringComparison.Ordinal);
    }
}
