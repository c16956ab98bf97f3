using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ScriptProxy;

/// <summary>
/// What the top level of a site's <c>.csx</c> sees as its own members. The script runs once, when it loads; what it
/// declares
/// becomes an immutable part of the generation, and only its lambdas run per request.
/// </summary>
/// <param name="site">The site that the script declares.</param>
/// <param name="shared">State that survives reloads.</param>
/// <param name="client">The client behind <see cref="Client"/>.</param>
public class SiteScript(IProxySite site, ISharedState shared, HttpClient client)
{
    /// <summary>The site itself, for plugins' extension methods: <c>Site.RequireCountry("CA")</c>.</summary>
    public IProxySite Site { get; } = site;

    /// <summary>The site's <c>vars</c> from proxy.toml. Reading a key that is not there is an error at load.</summary>
    public IReadOnlyDictionary<string, string> Vars => Site.Vars;

    /// <summary>The site's logger.</summary>
    public ILogger Log => Site.Log;

    /// <summary>A client for calls of the script's own; do not dispose it.</summary>
    public HttpClient Client { get; } = client;

    /// <summary>Counters and objects that survive reloads.</summary>
    public ISharedState Shared { get; } = shared;

    /// <summary>A number, 0 or more, that is the same for a text on every machine and in every run.</summary>
    /// <param name="text">Any text; null counts as empty.</param>
    /// <example><c>Map("/{**path}").When(http => Hash(http.Request.Cookies["id"]) % 100 &lt;
    /// 5).Order(-1).To("canary");</c></example>
    public static int Hash(string? text) => (int)(StableHash.Of(text) >> 33);

    /// <inheritdoc cref="IProxySite.Map"/>
    public IProxyRoute Map(string pattern) => Site.Map(pattern);

    /// <inheritdoc cref="IProxyRules{TSelf}.RequestHeader(string, string?, bool)"/>
    public IProxySite RequestHeader(string name, string? value, bool append = false) =>
        Site.RequestHeader(name, value, append);

    /// <inheritdoc cref="IProxyRules{TSelf}.RequestHeader(string, Func{HttpContext, string?}, bool)"/>
    public IProxySite RequestHeader(string name, Func<HttpContext, string?> value, bool append = false) =>
        Site.RequestHeader(name, value, append);

    /// <inheritdoc cref="IProxyRules{TSelf}.RemoveRequestHeader"/>
    public IProxySite RemoveRequestHeader(string name) => Site.RemoveRequestHeader(name);

    /// <inheritdoc cref="IProxyRules{TSelf}.ResponseHeader(string, string?, bool)"/>
    public IProxySite ResponseHeader(string name, string? value, bool append = false) =>
        Site.ResponseHeader(name, value, append);

    /// <inheritdoc cref="IProxyRules{TSelf}.ResponseHeader(string, Func{HttpContext, string?}, bool)"/>
    public IProxySite ResponseHeader(string name, Func<HttpContext, string?> value, bool append = false) =>
        Site.ResponseHeader(name, value, append);

    /// <inheritdoc cref="IProxyRules{TSelf}.RemoveResponseHeader"/>
    public IProxySite RemoveResponseHeader(string name) => Site.RemoveResponseHeader(name);

    /// <inheritdoc cref="IProxyRules{TSelf}.Use(Func{HttpContext, RequestDelegate, Task})"/>
    public IProxySite Use(Func<HttpContext, RequestDelegate, Task> middleware) => Site.Use(middleware);

    /// <inheritdoc cref="IProxyRules{TSelf}.Use(string)"/>
    public IProxySite Use(string middleware) => Site.Use(middleware);

    /// <inheritdoc cref="IProxyRules{TSelf}.RateLimit(double, int, Func{HttpContext, object?}?, bool, string?)"/>
    public IProxySite RateLimit(
        double perSecond, int burst = 0, Func<HttpContext, object?>? by = null, bool delay = false, string? name = null) =>
        Site.RateLimit(perSecond, burst, by, delay, name);

    /// <inheritdoc cref="IProxyRules{TSelf}.ConcurrencyLimit"/>
    public IProxySite ConcurrencyLimit(int limit, Func<HttpContext, object?>? by = null, string? name = null) =>
        Site.ConcurrencyLimit(limit, by, name);

    /// <inheritdoc cref="IProxyRules{TSelf}.MaxBody(string)"/>
    public IProxySite MaxBody(string size) => Site.MaxBody(size);

    /// <inheritdoc cref="IProxyRules{TSelf}.MaxBody(long)"/>
    public IProxySite MaxBody(long bytes) => Site.MaxBody(bytes);

    /// <inheritdoc cref="IProxyRules{TSelf}.TotalTimeout(string)"/>
    public IProxySite TotalTimeout(string time) => Site.TotalTimeout(time);

    /// <inheritdoc cref="IProxyRules{TSelf}.TotalTimeout(TimeSpan)"/>
    public IProxySite TotalTimeout(TimeSpan time) => Site.TotalTimeout(time);

    /// <inheritdoc cref="IProxyRules{TSelf}.IdleTimeout(string)"/>
    public IProxySite IdleTimeout(string time) => Site.IdleTimeout(time);

    /// <inheritdoc cref="IProxyRules{TSelf}.IdleTimeout(TimeSpan)"/>
    public IProxySite IdleTimeout(TimeSpan time) => Site.IdleTimeout(time);

    /// <inheritdoc cref="IProxyRules{TSelf}.Allow"/>
    public IProxySite Allow(params string[] networks) => Site.Allow(networks);

    /// <inheritdoc cref="IProxyRules{TSelf}.Deny"/>
    public IProxySite Deny(params string[] networks) => Site.Deny(networks);

    /// <inheritdoc cref="IProxyRules{TSelf}.BasicAuth"/>
    public IProxySite BasicAuth(string file, string? realm = null) => Site.BasicAuth(file, realm);

    /// <inheritdoc cref="IProxyRules{TSelf}.ErrorPage(int, string, bool)"/>
    public IProxySite ErrorPage(int status, string file, bool intercept = false) =>
        Site.ErrorPage(status, file, intercept);

    /// <inheritdoc cref="IProxyRules{TSelf}.ErrorPage(int, Func{HttpContext, IResult}, bool)"/>
    [OverloadResolutionPriority(1)]
    public IProxySite ErrorPage(int status, Func<HttpContext, IResult> page, bool intercept = false) =>
        Site.ErrorPage(status, page, intercept);

    /// <inheritdoc cref="IProxyRules{TSelf}.ErrorPage(int, Func{HttpContext, Task{IResult}}, bool)"/>
    public IProxySite ErrorPage(int status, Func<HttpContext, Task<IResult>> page, bool intercept = false) =>
        Site.ErrorPage(status, page, intercept);

    /// <inheritdoc cref="IProxyRules{TSelf}.SecurityHeaders"/>
    public IProxySite SecurityHeaders() => Site.SecurityHeaders();

    /// <inheritdoc cref="IProxyRules{TSelf}.Compress"/>
    public IProxySite Compress() => Site.Compress();

    /// <inheritdoc cref="IProxySite.Every(TimeSpan, Func{CancellationToken, Task})"/>
    public void Every(TimeSpan period, Func<CancellationToken, Task> job) => Site.Every(period, job);

    /// <inheritdoc cref="IProxySite.Every(string, Func{CancellationToken, Task})"/>
    public void Every(string period, Func<CancellationToken, Task> job) => Site.Every(period, job);

    /// <inheritdoc cref="IProxySite.OnDemandCertificate(Func{string, Task{bool}})"/>
    public void OnDemandCertificate(Func<string, Task<bool>> approve) => Site.OnDemandCertificate(approve);

    /// <inheritdoc cref="IProxySite.OnDemandCertificate(Func{string, Task{bool}})"/>
    [OverloadResolutionPriority(1)]
    public void OnDemandCertificate(Func<string, bool> approve) => Site.OnDemandCertificate(approve);

    /// <inheritdoc cref="IProxySite.OnUnload"/>
    public void OnUnload(Action action) => Site.OnUnload(action);
}
