using System.Text;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Files;
using ScriptProxy.Proxy.Forwarding;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Targets;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Sites;

/// <summary>Makes the last link of a route's chain from what the script declared as its end.</summary>
internal sealed class Endings(Func<string, Balancer?, ForwardEnd?> forwardTo, FileAnswer files)
{
    public RequestDelegate Of(RouteDefinition route) => route.End switch
    {
        RouteEnd.ToUpstream to => Forward(to.Name, route.Balancer),
        RouteEnd.ToUrl to => Forward(OneOffUpstream.NameOf(to.Url), route.Balancer),
        RouteEnd.ToChosen to => Choose(to.Choose, route.Balancer),
        RouteEnd.Files folder => Files(folder, route),
        RouteEnd.Handle handle => handle.Handler,
        RouteEnd.Respond respond => Respond(respond),
        RouteEnd.Redirect redirect => Redirect(redirect, new ExpandedTemplate(redirect.To, route.Pattern)),
        _ => throw new InvalidOperationException($"Unknown end {route.End}."),
    };

    /// <summary>The end for what no route took: the site's upstream, else 405 or 404.</summary>
    public RequestDelegate Rest(string? upstream) => upstream is null ? NotFound : Forward(upstream, null);

    private RequestDelegate Forward(string upstream, Balancer? balancer) =>
        (forwardTo(upstream, balancer)
            ?? throw new InvalidOperationException($"There is no upstream '{upstream}'.")).Run;

    private RequestDelegate Files(RouteEnd.Files folder, RouteDefinition route) =>
        new FilesEnd(folder, route.Pattern.Parameters.First(parameter => parameter.IsCatchAll).Name, files).Run;

    private RequestDelegate Choose(Func<HttpContext, string?> choose, Balancer? balancer)
    {
        // The ends are made when they are first asked for by name and then kept; names come from requests, so unknown
        // ones must not be.
        var known = new System.Collections.Concurrent.ConcurrentDictionary<string, ForwardEnd>();
        return http =>
        {
            var name = choose(http);
            if (name is null)
                return NotFound(http);
            if (!known.TryGetValue(name, out var end) && forwardTo(name, balancer) is { } made)
                end = known.GetOrAdd(name, made);
            return end is null ? NotFound(http) : end.Run(http);
        };
    }

    private static Task NotFound(HttpContext http)
    {
        if (ProxyRequest.Of(http).AllowedMethods is not { } allowed)
            return Answer.Plain(http, StatusCodes.Status404NotFound);
        http.Response.Headers.Allow = allowed;
        return Answer.Plain(http, StatusCodes.Status405MethodNotAllowed);
    }

    private static RequestDelegate Respond(RouteEnd.Respond respond)
    {
        // RFC 9110 §15.3.5, §15.3.6, §15.4.5: these have no content.
        if (respond.Status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent
            or StatusCodes.Status304NotModified)
            return http => Answer.Empty(http, respond.Status);

        var body = Encoding.UTF8.GetBytes(respond.Text);
        return http => Answer.Fixed(http, respond.Status, respond.ContentType, body);
    }

    private static RequestDelegate Redirect(RouteEnd.Redirect redirect, ExpandedTemplate template) => http =>
    {
        var raw = RawTarget.Of(http);
        var location = SafeLocation.Of(template.Expand(http, raw.Path));
        http.Response.Headers.Location = template.HasQuery ? location : string.Concat(location, raw.Query);
        return Answer.Empty(http, redirect.Status);
    };
}
