using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Hosts;
using ScriptProxy.Proxy.Hosts;
using ScriptProxy.Proxy.Rules;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Routing;

/// <summary>
/// A route as it serves: its conditions, what holds on the way, and the chain of middleware up to its end.
/// </summary>
internal sealed class CompiledRoute(RouteDefinition? definition, int index, RequestRules rules, RequestDelegate chain)
{
    private readonly HostTable<object>? _hosts = definition is { Hosts.Count: > 0 }
        ? new HostTable<object>(definition.Hosts.Select(host => (host, (object)host)))
        : null;

    /// <summary>Null for what serves the requests that no route took.</summary>
    public RouteDefinition? Definition { get; } = definition;

    /// <summary>Its place in the script: the last word between routes that are otherwise equal.</summary>
    public int Index { get; } = index;

    public RequestRules Rules { get; } = rules;

    public RequestDelegate Chain { get; } = chain;

    /// <summary>How many conditions it has besides its path: more of them come first.</summary>
    public int ConditionCount { get; } = definition is null
        ? 0
        : (definition.Methods.Count > 0 ? 1 : 0) + (definition.Hosts.Count > 0 ? 1 : 0)
            + definition.Headers.Count + definition.Queries.Count + definition.Whens.Count;

    /// <summary>Its methods as the Allow header says them; HEAD where GET is.</summary>
    public string AllowedMethods { get; } = string.Join(
        ", ",
        (definition?.Methods ?? []).SelectMany(method => method == "GET" ? ["GET", "HEAD"] : new[] { method })
            .Distinct());

    public bool AllowsMethod(string method)
    {
        var methods = Definition!.Methods;
        for (var i = 0; i < methods.Count; i++)
        {
            if (method.Equals(methods[i], StringComparison.OrdinalIgnoreCase)
                || (HttpMethods.IsHead(method) && HttpMethods.IsGet(methods[i])))
            {
                return true;
            }
        }

        return methods.Count == 0;
    }

    /// <summary>Whether all conditions but the method hold.</summary>
    public bool Accepts(HttpContext http)
    {
        if (!AcceptsHost(http))
            return false;
        foreach (var header in Definition!.Headers)
        {
            if (!HasHeader(http, header))
                return false;
        }

        foreach (var query in Definition.Queries)
        {
            if (!HasQuery(http, query))
                return false;
        }

        foreach (var condition in Definition.Whens)
        {
            if (!condition(http))
                return false;
        }

        return true;
    }

    public bool AcceptsHost(HttpContext http) => _hosts is null || _hosts.Find(HostName.Of(http)) is not null;

    public static bool HasHeader(HttpContext http, ValueCondition header) =>
        HasOneOf(http.Request.Headers[header.Name], header.Values, StringComparison.OrdinalIgnoreCase);

    public static bool HasQuery(HttpContext http, ValueCondition query) =>
        http.Request.Query.ContainsKey(query.Name)
        && HasOneOf(http.Request.Query[query.Name], query.Values, StringComparison.Ordinal);

    private static bool HasOneOf(
        Microsoft.Extensions.Primitives.StringValues found, IReadOnlyList<string> wanted, StringComparison comparison)
    {
        if (wanted.Count == 0)
            return found.Count > 0;
        foreach (var value in found)
        {
            foreach (var accepted in wanted)
            {
                if (string.Equals(value, accepted, comparison))
                    return true;
            }
        }

        return false;
    }
}
