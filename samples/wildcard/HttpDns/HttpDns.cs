using ScriptProxy;

namespace Samples.Wildcard;

/// <summary>
/// Offers <c>dns = "http-dns"</c>: TXT records by whatever API of a DNS provider takes JSON in a POST.
/// </summary>
public sealed class HttpDns : IProxyPlugin, IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var options = plugin.Options<HttpDnsOptions>();
        if (options.CreateUrl is null || options.RemoveUrl is null)
            throw new ArgumentException("'create_url' and 'remove_url' must say where to post to.");
        plugin.AddDnsChallenge("http-dns", new HttpDnsChallenge(_client, options));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
