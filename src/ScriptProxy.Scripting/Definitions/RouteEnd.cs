using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>What answers a route.</summary>
public abstract record RouteEnd
{
    private RouteEnd()
    {
    }

    /// <summary><c>To("app")</c>: the upstream of that name, which is known to exist.</summary>
    public sealed record ToUpstream(string Name) : RouteEnd;

    /// <summary>
    /// <c>To("http://127.0.0.1:5000")</c>: an absolute http or https url without path, query or user.
    /// </summary>
    public sealed record ToUrl(Uri Url) : RouteEnd;

    /// <summary><c>To(http => name)</c>.</summary>
    public sealed record ToChosen(Func<HttpContext, string?> Choose) : RouteEnd;

    /// <summary>
    /// <c>Files(…)</c>: the full path of a folder that exists, and names of files relative to it; the fallback may be
    /// null.
    /// </summary>
    public sealed record Files(string Root, string Index, string? Fallback) : RouteEnd;

    /// <summary><c>Handle(…)</c> in any of its forms.</summary>
    public sealed record Handle(RequestDelegate Handler) : RouteEnd;

    /// <summary><c>Respond(…)</c>; the content type is complete, charset included.</summary>
    public sealed record Respond(string Text, int Status, string ContentType) : RouteEnd;

    /// <summary><c>Redirect(…)</c>; the status is 301, 302, 307 or 308.</summary>
    public sealed record Redirect(Template To, int Status) : RouteEnd;
}
