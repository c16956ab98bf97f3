using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Explaining;
using ScriptProxy.Proxy.Hosts;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Sites;
using ScriptProxy.Proxy.Strictness;

namespace ScriptProxy.Proxy;

/// <summary>
/// A generation's routing with its wires cut: requests go through it as they do when it serves, to see what becomes of
/// them.
/// </summary>
public sealed class ProxyRehearsal : IAsyncDisposable
{
    private readonly ProxyDefinition _definition;
    private readonly ProxyGraph _graph;
    private readonly RequestExplainer _explainer;

    internal ProxyRehearsal(ProxyDefinition definition, ProxyGraph graph)
    {
        _definition = definition;
        _graph = graph;
        _explainer = new RequestExplainer(definition, graph.Fault);
    }

    /// <summary>Makes what <c>HttpContext.RequestServices</c> gives.</summary>
    public IServiceScopeFactory Scopes => _graph.Scopes;

    /// <summary>Takes the steps of <see cref="ProxyGraph"/> one by one and tells of each.</summary>
    public async Task<Explanation> Explain(HttpContext http, ProxyRequest request, string listener)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(request);
        _graph.Identify(http, request);
        request.ServerHeader = _definition.Settings.Global.ServerHeader;
        if (RequestCheck.Refusal(http, request) is { } status)
            return await Refused(
                http, request, Decision.Unroutable, status, $"{http.Request.Method} has no path to route by");
        if (_graph.Find(http, listener) is { } found)
        {
            return found.HttpsPort is { } port && !http.Request.IsHttps
                ? await Redirected(http, request, found.Site, port)
                : await _explainer.Explain(http, request, found.Site);
        }

        return await Refused(
            http, request, Decision.UnknownHost, StatusCodes.Status421MisdirectedRequest,
            UnknownHost(HostName.Of(http).ToString(), listener));
    }

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    private async Task<Explanation> Redirected(HttpContext http, ProxyRequest request, Site site, int port)
    {
        await site.Redirect(http, request, port);
        return new Explanation
        {
            Decision = Decision.Redirect,
            Summary =
                $"{http.Response.StatusCode} to {http.Response.Headers.Location}, as the listener has redirect = "
                + "\"https\"",
            Client = request.ClientIp.ToString(),
            Site = ExplainedSites.Of(http, _definition.Settings.Sites.Single(settings => settings.Name == site.Name)),
            Answer = ExplainedAnswers.Of(http, null),
        };
    }

    private static async Task<Explanation> Refused(
        HttpContext http, ProxyRequest request, Decision decision, int status, string reason)
    {
        await Answer.Plain(http, status);
        return new Explanation
        {
            Decision = decision,
            Summary = $"{status} {ReasonPhrases.GetReasonPhrase(status)}: {reason}",
            Client = request.ClientIp.ToString(),
            Answer = ExplainedAnswers.Of(http, null),
        };
    }

    private string UnknownHost(string host, string listener)
    {
        var hosts = _definition.Settings.Sites
            .Where(site => site.IsOn(listener))
            .SelectMany(site => site.Hosts.Select(name => name.Value));
        var elsewhere = _definition.Settings.Sites.FirstOrDefault(site => site.Hosts.Any(name => name.Value == host));
        var hint = elsewhere is not null
            ? $"; site '{elsewhere.Name}' has it, but is not on this listener"
            : Nearest.Of(host, hosts) is { } near ? $"; did you mean '{near}'?" : "";
        return $"no site on listener '{listener}' has the host '{host}'{hint}";
    }
}
