using System.Collections.Concurrent;
using ScriptProxy.Forwarding;
using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Rules;

/// <summary>
/// The exchanges of a site or route that has an idle timeout of its own, in place of its upstreams' (nginx:
/// <c>proxy_read_timeout</c> in a location).
/// </summary>
internal sealed class IdleExchange(TimeSpan idle)
{
    private readonly ConcurrentDictionary<ForwarderRequestConfig, ForwarderRequestConfig> _exchanges = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<ForwardTerms, ForwardTerms> _terms = new(ReferenceEqualityComparer.Instance);

    /// <summary>The upstream's terms with this idle timeout, for upgraded connections as well.</summary>
    public ForwardTerms Of(ForwardTerms terms) =>
        _terms.GetOrAdd(terms, static (terms, idle) => terms with { Idle = idle, UpgradedIdle = idle }, idle);

    /// <summary>The upstream's exchange, plain or upgraded, with this idle timeout.</summary>
    public ForwarderRequestConfig Of(ForwarderRequestConfig exchange) =>
        _exchanges.GetOrAdd(exchange, static (exchange, idle) => exchange with { ActivityTimeout = idle }, idle);
}
