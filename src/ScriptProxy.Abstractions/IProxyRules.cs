using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy;

/// <summary>
/// What may be said of a whole site and of one route alike. Everything said on a site holds for every request of the
/// site;
/// the site's part runs before the route's. Calls declare; nothing here runs until a request comes.
/// </summary>
/// <typeparam name="TSelf">The site or the route itself, so that calls chain.</typeparam>
public interface IProxyRules<TSelf>
    where TSelf : IProxyRules<TSelf>
{
    /// <summary>
    /// Sets a header of the request to the upstream, after all <c>Use</c> (nginx: <c>proxy_set_header</c>).
    /// </summary>
    /// <param name="name">The header. <c>Connection</c>, <c>Content-Length</c> and <c>Transfer-Encoding</c> are
    /// refused.</param>
    /// <param name="value">The value, without CR or LF; null leaves the header as it is.</param>
    /// <param name="append">True keeps what the header already says and adds a further value.</param>
    TSelf RequestHeader(string name, string? value, bool append = false);

    /// <summary>Sets a header of the request to the upstream to a value made per request.</summary>
    /// <param name="name">The header. <c>Connection</c>, <c>Content-Length</c> and <c>Transfer-Encoding</c> are
    /// refused.</param>
    /// <param name="value">Makes the value; null leaves the header as it is, CR or LF answers 500.</param>
    /// <param name="append">True keeps what the header already says and adds a further value.</param>
    TSelf RequestHeader(string name, Func<HttpContext, string?> value, bool append = false);

    /// <summary>Keeps a header of the client from the upstream (nginx: <c>proxy_set_header NAME ""</c>).</summary>
    /// <param name="name">The header.</param>
    TSelf RemoveRequestHeader(string name);

    /// <summary>Sets a header of every answer, our own errors included (nginx: <c>add_header … always</c>).</summary>
    /// <param name="name">The header. <c>Connection</c>, <c>Content-Length</c> and <c>Transfer-Encoding</c> are
    /// refused.</param>
    /// <param name="value">The value, without CR or LF; null leaves the header as it is.</param>
    /// <param name="append">True keeps what the header already says and adds a further value.</param>
    TSelf ResponseHeader(string name, string? value, bool append = false);

    /// <summary>Sets a header of every answer to a value made per request.</summary>
    /// <param name="name">The header. <c>Connection</c>, <c>Content-Length</c> and <c>Transfer-Encoding</c> are
    /// refused.</param>
    /// <param name="value">Makes the value; null leaves the header as it is, CR or LF answers 500.</param>
    /// <param name="append">True keeps what the header already says and adds a further value.</param>
    TSelf ResponseHeader(string name, Func<HttpContext, string?> value, bool append = false);

    /// <summary>Takes a header out of every answer (nginx: <c>proxy_hide_header</c>).</summary>
    /// <param name="name">The header.</param>
    TSelf RemoveResponseHeader(string name);

    /// <summary>Full middleware, run in the order of declaration, after the route was chosen.</summary>
    /// <param name="middleware">Calls <c>next(http)</c> to go on, or answers itself.</param>
    /// <example><code>Use(async (http, next) => { await next(http); Log.LogInformation("{Status}",
    /// http.Response.StatusCode); });</code></example>
    TSelf Use(Func<HttpContext, RequestDelegate, Task> middleware);

    /// <summary>The middleware that a plugin added under this name. An unknown name is an error at load.</summary>
    /// <param name="middleware">The name, as in <see cref="IPluginBuilder.AddMiddleware"/>.</param>
    TSelf Use(string middleware);

    /// <summary>
    /// Limits how often requests may come (nginx: <c>limit_req</c>): <paramref name="burst"/> + 1 at once, then one
    /// each
    /// 1/<paramref name="perSecond"/> s. What is over it gets 429 with <c>Retry-After</c>. Several limits must all
    /// admit.
    /// </summary>
    /// <param name="perSecond">Requests per second for each key; a fraction for fewer, 0.5 is one every two
    /// seconds.</param>
    /// <param name="burst">How many more may come at once.</param>
    /// <param name="by">The key of a request, as text or <c>IPAddress</c>; IPv6 addresses count by /64. Null is not
    /// limited. Default: the client's address.</param>
    /// <param name="delay">True queues what is over the rate until its turn, up to the burst, instead of letting it
    /// through at once.</param>
    /// <param name="name">Keeps the counts across reloads though place or numbers change, and is shared by limits of
    /// the site with the same name.</param>
    /// <example><code>RateLimit(perSecond: 10, burst: 20, by: http =>
    /// http.Request.Headers["X-Api-Key"].ToString());</code></example>
    TSelf RateLimit(
        double perSecond, int burst = 0, Func<HttpContext, object?>? by = null, bool delay = false,
        string? name = null);

    /// <summary>
    /// Limits how many requests are served at the same time (nginx: <c>limit_conn</c>). What is over it gets 503 with
    /// <c>Retry-After</c>. An upgraded connection counts until it ends.
    /// </summary>
    /// <param name="limit">Requests in flight for each key, 1 or more.</param>
    /// <param name="by">The key of a request, as text or <c>IPAddress</c>; null is not limited. Default: the client's
    /// address. <c>http => "all"</c> counts all together.</param>
    /// <param name="name">Keeps the counts across reloads though place or number change, and is shared by limits of the
    /// site with the same name.</param>
    TSelf ConcurrencyLimit(int limit, Func<HttpContext, object?>? by = null, string? name = null);

    /// <summary>
    /// Limits the body of a request (nginx: <c>client_max_body_size</c>): a longer one gets 413, also when it comes in
    /// chunks.
    /// Takes the place of the listener's <c>body_size</c>, and a route's that of the site's.
    /// </summary>
    /// <param name="size">The size, <c>"20MB"</c>; <c>"0"</c> for no limit.</param>
    TSelf MaxBody(string size);

    /// <summary>Limits the body of a request; see <see cref="MaxBody(string)"/>.</summary>
    /// <param name="bytes">The size in bytes; 0 for no limit.</param>
    TSelf MaxBody(long bytes);

    /// <summary>
    /// Limits how long a request may take from its head to the end of its answer: 504 when nothing was answered yet,
    /// else the
    /// connection is closed. Ends with an upgrade. A route's takes the place of the site's. Default: none.
    /// </summary>
    /// <param name="time">The duration, <c>"30s"</c>.</param>
    TSelf TotalTimeout(string time);

    /// <summary>Limits how long a request may take; see <see cref="TotalTimeout(string)"/>.</summary>
    /// <param name="time">More than zero, at most 24 days.</param>
    TSelf TotalTimeout(TimeSpan time);

    /// <summary>
    /// How long no byte may come before the exchange with the upstream ends (nginx: <c>proxy_read_timeout</c>). Takes
    /// the place of the
    /// upstream's <c>idle_timeout</c>, and for upgraded connections of their 24 hours; a route's that of the site's.
    /// </summary>
    /// <param name="time">The duration, <c>"24h"</c>.</param>
    TSelf IdleTimeout(string time);

    /// <summary>How long no byte may come; see <see cref="IdleTimeout(string)"/>.</summary>
    /// <param name="time">More than zero, at most 24 days.</param>
    TSelf IdleTimeout(TimeSpan time);

    /// <summary>
    /// Admits these clients only; others get 403 (nginx: <c>allow</c> … <c>deny all</c>). Both the site and the route
    /// must admit.
    /// </summary>
    /// <param name="networks">Networks and addresses, <c>"10.0.0.0/8"</c>, <c>"::1"</c>.</param>
    TSelf Allow(params string[] networks);

    /// <summary>Refuses these clients with 403 (nginx: <c>deny</c>). Wins over <see cref="Allow"/>.</summary>
    /// <param name="networks">Networks and addresses, <c>"10.6.6.6"</c>.</param>
    TSelf Deny(params string[] networks);

    /// <summary>
    /// Asks for a name and password (nginx: <c>auth_basic</c>, <c>auth_basic_user_file</c>; RFC 7617): without, 401. A
    /// change of the file
    /// reloads.
    /// </summary>
    /// <param name="file">A file as <c>htpasswd -B</c> writes it (bcrypt, apr1), relative to the script file.</param>
    /// <param name="realm">What browsers show; default: the site's name.</param>
    TSelf BasicAuth(string file, string? realm = null);

    /// <summary>
    /// Answers an error with this page (nginx: <c>error_page</c>). The status stays. A route's page goes before the
    /// site's.
    /// </summary>
    /// <param name="status">The status, 400 to 599.</param>
    /// <param name="file">The page, relative to the script file; read when the script loads.</param>
    /// <param name="intercept">True replaces the upstream's answers of this status too (nginx:
    /// <c>proxy_intercept_errors</c>), not only our own.</param>
    TSelf ErrorPage(int status, string file, bool intercept = false);

    /// <summary>
    /// Answers an error with a page made per request; see <see cref="ErrorPage(int, string, bool)"/>.
    /// </summary>
    /// <param name="status">The status, 400 to 599.</param>
    /// <param name="page">Gives the body. When it throws, the plain answer is sent.</param>
    /// <param name="intercept">True replaces the upstream's answers of this status too, not only our own.</param>
    [OverloadResolutionPriority(1)]
    TSelf ErrorPage(int status, Func<HttpContext, IResult> page, bool intercept = false);

    /// <summary>
    /// Answers an error with a page made per request; see <see cref="ErrorPage(int, string, bool)"/>.
    /// </summary>
    /// <param name="status">The status, 400 to 599.</param>
    /// <param name="page">Gives the body. When it throws, the plain answer is sent.</param>
    /// <param name="intercept">True replaces the upstream's answers of this status too, not only our own.</param>
    TSelf ErrorPage(int status, Func<HttpContext, Task<IResult>> page, bool intercept = false);

    /// <summary>
    /// Sets <c>X-Content-Type-Options: nosniff</c>, <c>X-Frame-Options: SAMEORIGIN</c>, <c>Referrer-Policy:
    /// strict-origin-when-cross-origin</c>
    /// and <c>X-XSS-Protection: 0</c> on every answer. A later <see cref="ResponseHeader(string, string?, bool)"/>
    /// changes one of them.
    /// </summary>
    TSelf SecurityHeaders();

    /// <summary>
    /// Compresses answers of text types with brotli or gzip, as the client accepts (nginx: <c>gzip on</c>). What is
    /// encoded already, or says
    /// <c>Cache-Control: no-transform</c>, passes as it is.
    /// </summary>
    TSelf Compress();
}
