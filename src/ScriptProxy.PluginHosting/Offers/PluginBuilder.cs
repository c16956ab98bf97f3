using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting.Offers;

/// <summary>Takes down what a plugin declares, until <c>Configure</c> ends or its time is over.</summary>
internal sealed class PluginBuilder(
    string name,
    ILogger log,
    Func<string, Type, (object Options, IReadOnlyList<Diagnostic> Diagnostics)> bind,
    CancellationToken stopping) : IPluginBuilder
{
    private readonly Lock _gate = new();
    private readonly List<PluginMiddleware> _middleware = [];
    private readonly List<(string Name, Balancer Code)> _balancers = [];
    private readonly List<PluginDnsChallenge> _dnsChallenges = [];
    private readonly List<Diagnostic> _problems = [];
    private bool _optionsRead;
    private bool _closed;

    public string Name => name;
    public ILogger Log => log;
    public CancellationToken Stopping => stopping;

    public T Options<T>()
        where T : class, new()
    {
        lock (_gate)
        {
            ThrowIfClosed();
            var (options, problems) = bind(name, typeof(T));
            _optionsRead = true;
            _problems.AddRange(problems);
            return (T)options;
        }
    }

    public void AddMiddleware(
        string name, Func<HttpContext, RequestDelegate, Task> middleware, bool everywhere = false, int order = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(middleware);
        lock (_gate)
        {
            ThrowIfClosed();
            _middleware.Add(new PluginMiddleware(Name, name, middleware, everywhere, order));
        }
    }

    public void AddBalancer(string name, Balancer balancer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(balancer);
        lock (_gate)
        {
            ThrowIfClosed();
            _balancers.Add((name, balancer));
        }
    }

    public void AddDnsChallenge(string name, IDnsChallenge challenge)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(challenge);
        lock (_gate)
        {
            ThrowIfClosed();
            _dnsChallenges.Add(new PluginDnsChallenge(Name, name, challenge));
        }
    }

    /// <summary>Ends the declaration; a plugin that calls later is told so.</summary>
    public PluginDeclaration Close()
    {
        lock (_gate)
        {
            _closed = true;
            return new PluginDeclaration
            {
                Middleware = _middleware,
                Balancers = _balancers,
                DnsChallenges = _dnsChallenges,
                OptionsRead = _optionsRead,
                Problems = _problems,
            };
        }
    }

    private void ThrowIfClosed()
    {
        if (_closed)
            throw new InvalidOperationException($"Configure of plugin '{name}' has ended; declare within it.");
    }
}
