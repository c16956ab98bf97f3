using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Collects what a script says of a site and of a route alike.</summary>
internal abstract class RulesBuilder<TSelf>(ScriptRequest request, LoadLedger ledger) : IProxyRules<TSelf>
    where TSelf : IProxyRules<TSelf>
{
    private readonly HeaderCalls _requestHeaders = new(ledger);
    private readonly HeaderCalls _responseHeaders = new(ledger);
    private readonly LimitCalls _limits = new(ledger);
    private readonly AccessCalls _access = new(ledger);
    private readonly AnswerCalls _answers = new(ledger);
    private readonly List<MiddlewareRule> _middleware = [];

    protected ScriptRequest Request { get; } = request;

    protected LoadLedger Ledger { get; } = ledger;

    protected bool HasRules => _middleware.Count > 0
        || _requestHeaders.Any || _responseHeaders.Any || _limits.Any || _access.Any || _answers.Any;

    protected abstract TSelf Self { get; }

    public TSelf RequestHeader(string name, string? value, bool append = false) =>
        Done(() => _requestHeaders.AddText(nameof(RequestHeader), name, value, append));

    public TSelf RequestHeader(string name, Func<HttpContext, string?> value, bool append = false) =>
        Done(() => _requestHeaders.AddFunction(nameof(RequestHeader), name, value, append));

    public TSelf RemoveRequestHeader(string name) =>
        Done(() => _requestHeaders.AddRemoval(nameof(RemoveRequestHeader), name));

    public TSelf ResponseHeader(string name, string? value, bool append = false) =>
        Done(() => _responseHeaders.AddText(nameof(ResponseHeader), name, value, append));

    public TSelf ResponseHeader(string name, Func<HttpContext, string?> value, bool append = false) =>
        Done(() => _responseHeaders.AddFunction(nameof(ResponseHeader), name, value, append));

    public TSelf RemoveResponseHeader(string name) =>
        Done(() => _responseHeaders.AddRemoval(nameof(RemoveResponseHeader), name));

    public TSelf Use(Func<HttpContext, RequestDelegate, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        _middleware.Add(new MiddlewareRule(middleware, null, Ledger.Declare(nameof(Use))));
        return Self;
    }

    public TSelf Use(string middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        var place = Ledger.Declare(nameof(Use));
        if (Request.Middleware.Contains(middleware))
            _middleware.Add(new MiddlewareRule(null, middleware, place));
        else
            Ledger.Report(DeclarationDiagnostics.UnknownMiddleware(
                place, middleware, Nearest.Of(middleware, Request.Middleware)));
        return Self;
    }

    public TSelf RateLimit(
        double perSecond, int burst = 0, Func<HttpContext, object?>? by = null, bool delay = false,
        string? name = null) =>
        Done(() => _limits.AddRate(perSecond, burst, by, delay, name));

    public TSelf ConcurrencyLimit(int limit, Func<HttpContext, object?>? by = null, string? name = null) =>
        Done(() => _limits.AddConcurrency(limit, by, name));

    public TSelf MaxBody(string size) => Done(() => _limits.SetMaxBody(size));

    public TSelf MaxBody(long bytes) => Done(() => _limits.SetMaxBody(bytes));

    public TSelf TotalTimeout(string time) => Done(() => _limits.SetTotalTimeout(time));

    public TSelf TotalTimeout(TimeSpan time) => Done(() => _limits.SetTotalTimeout(time));

    public TSelf IdleTimeout(string time) => Done(() => _limits.SetIdleTimeout(time));

    public TSelf IdleTimeout(TimeSpan time) => Done(() => _limits.SetIdleTimeout(time));

    public TSelf Allow(params string[] networks) => Done(() => _access.AddNetworks(nameof(Allow), true, networks));

    public TSelf Deny(params string[] networks) => Done(() => _access.AddNetworks(nameof(Deny), false, networks));

    public TSelf BasicAuth(string file, string? realm = null) =>
        Done(() => _access.AddUsers(file, realm ?? Request.Site));

    public TSelf ErrorPage(int status, string file, bool intercept = false) =>
        Done(() => _answers.AddPage(status, file, intercept));

    public TSelf ErrorPage(int status, Func<HttpContext, IResult> page, bool intercept = false) =>
        Done(() => _answers.AddPage(status, page, intercept));

    public TSelf ErrorPage(int status, Func<HttpContext, Task<IResult>> page, bool intercept = false) =>
        Done(() => _answers.AddPage(status, page, intercept));

    public TSelf SecurityHeaders() => Done(() =>
    {
        foreach (var (name, value) in RecommendedHeaders.All)
            _responseHeaders.AddText(nameof(SecurityHeaders), name, value, append: false);
    });

    public TSelf Compress() => Done(_answers.SetCompress);

    protected RulesDefinition BuildRules() => _answers.Apply(_access.Apply(_limits.Apply(new RulesDefinition
    {
        RequestHeaders = _requestHeaders.Rules,
        ResponseHeaders = _responseHeaders.Rules,
        Middleware = [.. _middleware],
    })));

    private TSelf Done(Action declare)
    {
        declare();
        return Self;
    }
}
