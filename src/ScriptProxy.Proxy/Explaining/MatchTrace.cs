using Microsoft.AspNetCore.Routing;
using ScriptProxy.Proxy.Routing;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>The routes whose pattern matches the request's path, in the order in which the matcher asks them.</summary>
internal sealed class MatchTrace
{
    private readonly List<Candidate> _candidates = [];

    public IReadOnlyList<Candidate> Candidates => _candidates;

    public void Add(CompiledRoute route, bool holdsConstraints, RouteValueDictionary? captured) =>
        _candidates.Add(new Candidate(route, holdsConstraints, captured));

    public sealed record Candidate(CompiledRoute Route, bool HoldsConstraints, RouteValueDictionary? Captured);
}
