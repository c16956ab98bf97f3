using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ScriptProxy.GeoBlock.Tests.Fakes;

/// <summary>The plugin as it is after <c>Configure</c> with these settings, and what it offers.</summary>
internal sealed class ConfiguredPlugin : IPluginBuilder, IDisposable
{
    private readonly GeoBlockPlugin _plugin = new();
    private readonly GeoBlockOptions _options;

    public ConfiguredPlugin(GeoBlockOptions options)
    {
        _options = options;
        _plugin.Configure(this);
    }

    public string Name => "GeoBlock";
    public ILogger Log => NullLogger.Instance;
    public CancellationToken Stopping => CancellationToken.None;
    public Dictionary<string, Func<HttpContext, RequestDelegate, Task>> Middleware { get; } = [];
    public HashSet<string> Everywhere { get; } = [];

    public T Options<T>()
        where T : class, new() => (T)(object)_options;

    public void AddMiddleware(
        string name, Func<HttpContext, RequestDelegate, Task> middleware, bool everywhere = false, int order = 0)
    {
        Middleware.Add(name, middleware);
        if (everywhere)
            Everywhere.Add(name);
    }

    public void AddBalancer(string name, Balancer balancer) => throw new NotSupportedException();

    public void AddDnsChallenge(string name, IDnsChallenge challenge) => throw new NotSupportedException();

    public void Dispose() => _plugin.Dispose();
}
