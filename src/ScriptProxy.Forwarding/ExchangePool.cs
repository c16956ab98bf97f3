using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding.Connections;
using ScriptProxy.Forwarding.Exchanges;
using ScriptProxy.Sockets;

namespace ScriptProxy.Forwarding;

/// <summary>Starts exchanges, with what those have left that are over. One for all servers.</summary>
/// <param name="rules">Decides what is forwarded.</param>
public sealed class ExchangePool(IForwardRules rules)
{
    // As many as a busy processor has under way at once. Each has some three kilobytes, most of them for the head that it sends.
    private readonly ReusePool<Exchange> _kept = new(256);

    /// <summary>Moves one exchange over the connections to its server.</summary>
    internal ValueTask<ForwardOutcome> Run(
        ConnectionPool pool, HttpContext http, object? request, ForwardTerms terms, ForwardNeeds needs) =>
        (_kept.Take() ?? new Exchange(rules)).Run(pool, http, request, terms, needs, _kept);
}
