using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Forwarding;
using ScriptProxy.Proxy.Access;
using ScriptProxy.Proxy.Access.Passwords;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Balancing;
using ScriptProxy.Proxy.Explaining;
using ScriptProxy.Proxy.Files;
using ScriptProxy.Proxy.Forwarding;
using ScriptProxy.Proxy.Limits;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Sites;
using ScriptProxy.Proxy.Upstreams;
using ScriptProxy.Proxy.Yarp;
using ScriptProxy.Sockets;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy;

/// <summary>
/// The door to this floor: builds the routing of a generation, and holds what outlives generations (upstreams with their
/// connections, the forwarder, what limits have counted).
/// </summary>
public sealed class ProxyLibrary : IDisposable
{
    private readonly UpstreamRegistry _upstreams;
    private readonly DiagnosticListener _routingEvents = new("ScriptProxy.Routing");
    private readonly ServiceProvider _yarp;
    private readonly ProxyForwarder _forwarder;
    private readonly ProxyForwarder _rehearsal;
    private readonly FaultLog _faultLog;
    private readonly FileAnswer _files;
    private readonly LimiterRegistry _limiters = new();
    private readonly LimitLinks _limits;
    private readonly PasswordVerifier _passwords = new();
    private readonly ServerLog _servers;
    private readonly TimeProvider _time;

    /// <param name="logs">Takes what operators should know.</param>
    /// <param name="meter">Where faults are counted.</param>
    /// <param name="time">The time.</param>
    /// <param name="names">Finds the addresses of servers; null asks the operating system.</param>
    /// <param name="loops">Where connections to servers live, asked when one is opened; null for .NET's sockets.</param>
    public ProxyLibrary(
        ILoggerFactory logs, Meter meter, TimeProvider time, INameResolver? names = null, Func<EventLoops?>? loops = null)
    {
        _time = time;
        _servers = new ServerLog(logs);
        _limits = new LimitLinks(logs, time);

        // YARP's forwarder is internal to it and comes only out of a container.
        _yarp = new ServiceCollection().AddLogging().AddHttpForwarder().BuildServiceProvider();
        var forwarder = _yarp.GetRequiredService<IHttpForwarder>();
        var tries = new Tries(new UpstreamLog(logs), _servers, time);
        var intake = new AnswerIntake(tries);
        var ways = new ServerWays(names ?? new SystemNames(), loops ?? (static () => null));
        var clients = new UpstreamClients(ways, UsesYarpOnly ? null : new ExchangePool(new DirectRules(intake)), time);
        _upstreams = new UpstreamRegistry(clients, time);
        _forwarder = new ProxyForwarder(new YarpTry(forwarder, intake), onlyYarp: false, tries, time);
        _rehearsal = new ProxyForwarder(new YarpTry(new RecordingForwarder(forwarder), intake), onlyYarp: true, tries, time);
        _faultLog = new FaultLog(logs, meter);
        _files = new FileAnswer(logs.CreateLogger("files"));
    }

    // A way out for whoever suspects our own forwarder, and how the tests are run with the other.
    private static bool UsesYarpOnly => Environment.GetEnvironmentVariable("SCRIPTPROXY_FORWARDER") == "yarp";

    /// <summary>Builds all of it; the result owns what it leased.</summary>
    public Task<ProxyGraph> Build(ProxyDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Build(definition, _forwarder);
    }

    /// <summary>Builds the same to explain requests by: it decides as the proxy does, and sends nothing.</summary>
    public async Task<ProxyRehearsal> Rehearse(ProxyDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new ProxyRehearsal(definition, await Build(Rehearsal.Of(definition), _rehearsal, new MatchTracePolicy()));
    }

    public void Dispose()
    {
        _yarp.Dispose();
        _passwords.Dispose();
        _upstreams.Dispose();
        _routingEvents.Dispose();
    }

    private async Task<ProxyGraph> Build(ProxyDefinition definition, ProxyForwarder forwarder, params MatcherPolicy[] watching)
    {
        var leases = new List<UpstreamLease>();
        var limiters = new LimiterLeases(_limiters);
        ServiceProvider? services = null;
        try
        {
            List<UpstreamSettings> settings = [.. definition.Settings.Upstreams, .. OneOffs(definition)];
            foreach (var upstream in settings)
                leases.Add(_upstreams.Lease(upstream, definition.Echoes));
            var upstreams = leases.ConvertAll(lease => lease.Upstream);
            services = GenerationServices.Build(upstreams, forwarder, _routingEvents, watching);
            var choices = Choices(definition, settings, upstreams);
            var clusters = new YarpClusters(services);
            foreach (var (name, choice) in choices)
                choice.Bind(clusters.ClusterOf(name));

            var endings = new Endings((name, balancer) => choices.TryGetValue(name, out var choice)
                ? new ForwardEnd(choice, balancer, forwarder, clusters.EndpointOf(name))
                : null,
                _files);
            var chains = new Chains(definition.Plugins, new Gates(_limits, limiters, new AccessLinks(_passwords)));
            var sites = await new SiteBuilder(endings, chains, new PageBuilder(_faultLog), services).Build(definition);
            var hosts = new SiteHosts(definition.Settings, sites);
            var clients = new ClientAddress(definition.Settings.Global.TrustedProxies);
            var held = new GraphLeases(new UpstreamsInUse(leases, choices.Values, _servers, _time), limiters);
            return new ProxyGraph(clients, hosts, new FaultAnswer(_faultLog), services, held);
        }
        catch
        {
            if (services is not null)
                await services.DisposeAsync();
            leases.ForEach(lease => lease.Dispose());
            limiters.Dispose();
            throw;
        }
    }

    private static Dictionary<string, ServerChoice> Choices(
        ProxyDefinition definition, List<UpstreamSettings> settings, List<Upstream> upstreams) =>
        settings.Zip(upstreams).ToDictionary(
            pair => pair.Second.Name,
            pair => new ServerChoice(
                pair.Second,
                pair.First,
                definition.Plugins.Balancers.GetValueOrDefault(pair.First.Balance.Value) ?? BuiltInBalancers.Create(pair.First)));

    private static IEnumerable<UpstreamSettings> OneOffs(ProxyDefinition definition) =>
        definition.Scripts.Values
            .SelectMany(site => site.Routes)
            .Where(route => route.End is Scripting.Definitions.RouteEnd.ToUrl)
            .Select(route => OneOffUpstream.Of(((Scripting.Definitions.RouteEnd.ToUrl)route.End).Url, route.Place))
            .DistinctBy(settings => settings.Name);
}
