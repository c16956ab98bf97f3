using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy;

/// <summary>
/// A route while its script declares it: conditions, what happens on the way, and exactly one end
/// (<c>To</c>, <c>Files</c>, <c>Redirect</c>, <c>Handle</c> or <c>Respond</c>). Order of the calls does not matter but
/// for <c>Use</c>.
/// </summary>
public interface IProxyRoute : IProxyRules<IProxyRoute>
{
    /// <summary>
    /// Only these methods. <c>GET</c> includes <c>HEAD</c>. A request of another method falls to a less specific route,
    /// else 405.
    /// </summary>
    /// <param name="methods">Method names, in any case.</param>
    IProxyRoute Methods(params string[] methods);

    /// <summary>Only requests with this header; with values given, only when it has one of them.</summary>
    /// <param name="name">The header.</param>
    /// <param name="values">Values to accept, compared without case; none accepts any.</param>
    IProxyRoute Header(string name, params string[] values);

    /// <summary>Only requests with this query parameter; with values given, only when it has one of them.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="values">Values to accept, compared exactly; none accepts any.</param>
    IProxyRoute Query(string name, params string[] values);

    /// <summary>Only requests for these hosts: exact names or <c>*.example.com</c>, which matches any depth.</summary>
    /// <param name="hosts">Host names without a port.</param>
    IProxyRoute Host(params string[] hosts);

    /// <summary>Only requests for which this holds. Several must all hold.</summary>
    /// <param name="condition">Runs while routes are matched: keep it short and free of I/O.</param>
    IProxyRoute When(Func<HttpContext, bool> condition);

    /// <summary>Chosen before specificity: a lower order wins. Default 0.</summary>
    /// <param name="order">Any number, negative included.</param>
    IProxyRoute Order(int order);

    /// <summary>
    /// Takes a prefix off the path that the upstream gets (nginx: <c>proxy_pass http://app/;</c> in <c>location
    /// /api/</c>).
    /// </summary>
    /// <param name="prefix">The prefix, <c>/api</c>, compared without case.</param>
    IProxyRoute StripPrefix(string prefix);

    /// <summary>Puts a prefix before the path that the upstream gets, after <see cref="StripPrefix"/>.</summary>
    /// <param name="prefix">The prefix, <c>/v2</c>.</param>
    IProxyRoute AddPrefix(string prefix);

    /// <summary>
    /// Replaces the path that the upstream gets (nginx: <c>rewrite</c>). The query stays unless the template has one.
    /// </summary>
    /// <param name="template">A path with the pattern's parameters in braces, <c>/api/v1/{rest}</c>; what they captured
    /// is inserted as the client wrote it.</param>
    IProxyRoute Rewrite(string template);

    /// <summary>Picks the server within the upstream, before any stickiness or <c>balance</c> of proxy.toml.</summary>
    /// <param name="balancer">Called for every try.</param>
    IProxyRoute Balance(Balancer balancer);

    /// <summary>End: forwards to an upstream (nginx: <c>proxy_pass</c>).</summary>
    /// <param name="upstream">The name of an upstream in proxy.toml, or a url without a path,
    /// <c>http://127.0.0.1:5000</c>.</param>
    IProxyRoute To(string upstream);

    /// <summary>End: forwards to an upstream chosen per request.</summary>
    /// <param name="upstream">Gives the name of an upstream; null or an unknown name answers 404.</param>
    IProxyRoute To(Func<HttpContext, string?> upstream);

    /// <summary>
    /// End: answers with files: the root plus what the pattern's catch-all captured (nginx: <c>alias</c>, <c>index</c>,
    /// <c>try_files</c>).
    /// </summary>
    /// <param name="root">The folder, relative to the script file. Nothing outside it is ever sent, whatever links lie
    /// in it, and no file that begins with a dot, but for <c>/.well-known/</c> (RFC 8615).</param>
    /// <param name="index">The file that is sent for a folder.</param>
    /// <param name="fallback">The file, relative to the root, for paths that no file has, as single-page apps want it;
    /// null answers 404.</param>
    /// <example><code>Map("/{**path}").Files("/var/www/app", fallback: "index.html");</code></example>
    IProxyRoute Files(string root, string index = "index.html", string? fallback = null);

    /// <summary>
    /// Lifts the site's <c>Allow</c>, <c>Deny</c> and <c>BasicAuth</c> from this route (nginx: <c>allow all; auth_basic
    /// off;</c>).
    /// </summary>
    IProxyRoute Open();

    /// <summary>End: answers here.</summary>
    /// <param name="handler">Writes the response.</param>
    IProxyRoute Handle(RequestDelegate handler);

    /// <summary>End: answers here, as a minimal API does.</summary>
    /// <param name="handler">Gives the result, <c>Results.Text("hello")</c>.</param>
    [OverloadResolutionPriority(1)]
    IProxyRoute Handle(Func<HttpContext, IResult> handler);

    /// <summary>End: answers here, as a minimal API does.</summary>
    /// <param name="handler">Gives the result, <c>Results.Json(value)</c>.</param>
    IProxyRoute Handle(Func<HttpContext, Task<IResult>> handler);

    /// <summary>End: answers with a fixed text (nginx: <c>return 200 "text"</c>).</summary>
    /// <param name="text">The body.</param>
    /// <param name="status">The status code, 200 to 599.</param>
    /// <param name="contentType">The media type; text types get <c>charset=utf-8</c> unless one is given.</param>
    IProxyRoute Respond(string text, int status = 200, string contentType = "text/plain");

    /// <summary>End: redirects (nginx: <c>return 301 …</c>). RFC 9110 §15.4.</summary>
    /// <param name="to">A path or url with the pattern's parameters in braces; the query stays unless the template has
    /// one.</param>
    /// <param name="permanent">301 or 308 instead of 302 or 307.</param>
    /// <param name="preserveMethod">307 or 308: the client must repeat the same method and body.</param>
    IProxyRoute Redirect(string to, bool permanent = false, bool preserveMethod = false);
}
