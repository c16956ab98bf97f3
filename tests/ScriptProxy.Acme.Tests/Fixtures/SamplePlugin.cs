using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Acme.Challenges;
using ScriptProxy.PluginHosting;
using ScriptProxy.Testing;

namespace ScriptProxy.Acme.Tests.Fixtures;

/// <summary>The plugin of samples/wildcard, loaded as the proxy loads it, and posting to a name server's own interface.</summary>
internal sealed class SamplePlugin(Uri management) : IChallengeResponder, IAsyncDisposable
{
    private readonly PluginSet _set = new PluginLibrary().Load(new PluginRequest
    {
        Folder = Checkout.At("samples/wildcard/plugins"),
        BindOptions = (_, type) => (OptionsFor(type, management), []),
        Logs = NullLoggerFactory.Instance,
    });

    public string Type => ChallengeType.Dns01;

    private IDnsChallenge Challenge
    {
        get
        {
            Assert.Empty(_set.Diagnostics);
            return _set.Offers.DnsChallenges["http-dns"].Code;
        }
    }

    public Task Prepare(Proof proof, CancellationToken stop) =>
        Challenge.Create(new DnsTextRecord(proof.DnsRecord, proof.DnsText), stop);

    public Task Remove(Proof proof, CancellationToken stop) =>
        Challenge.Remove(new DnsTextRecord(proof.DnsRecord, proof.DnsText), stop);

    public ValueTask DisposeAsync() => _set.DisposeAsync();

    private static object OptionsFor(Type type, Uri management)
    {
        var options = Activator.CreateInstance(type)!;
        Set("CreateUrl", new Uri(management, "set-txt"));
        Set("CreateBody", """{"host":"{name}.","value":"{text}"}""");
        Set("RemoveUrl", new Uri(management, "clear-txt"));
        Set("RemoveBody", """{"host":"{name}."}""");
        Set("Propagation", TimeSpan.Zero);
        return options;

        void Set(string name, object value) => type.GetProperty(name)!.SetValue(options, value);
    }
}
