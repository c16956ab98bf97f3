using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Collects what is chained to one <c>Map</c>. The pattern is null when it was reported.</summary>
internal sealed class RouteBuilder(
    ScriptRequest request, LoadLedger ledger, SourcePlace place, RoutePattern? pattern, string patternText)
    : RulesBuilder<IProxyRoute>(request, ledger), IProxyRoute
{
    private readonly RouteConditions _conditions = new(ledger);
    private readonly RoutePath _path = new(pattern, patternText, ledger);
    private readonly TemplateReader _templates = new(pattern, ledger);
    private Balancer? _balancer;
    private bool _isOpen;
    private (string Call, SourcePlace Place)? _ending;
    private RouteEnd? _end;

    protected override IProxyRoute Self => this;

    public IProxyRoute Methods(params string[] methods)
    {
        _conditions.AddMethods(methods, Ledger.Declare(nameof(Methods)));
        return this;
    }

    public IProxyRoute Header(string name, params string[] values)
    {
        _conditions.AddHeader(name, values, Ledger.Declare(nameof(Header)));
        return this;
    }

    public IProxyRoute Query(string name, params string[] values)
    {
        _conditions.AddQuery(name, values, Ledger.Declare(nameof(Query)));
        return this;
    }

    public IProxyRoute Host(params string[] hosts)
    {
        _conditions.AddHosts(hosts, Ledger.Declare(nameof(Host)));
        return this;
    }

    public IProxyRoute When(Func<HttpContext, bool> condition)
    {
        Ledger.Declare(nameof(When));
        _conditions.AddWhen(condition);
        return this;
    }

    public IProxyRoute Order(int order)
    {
        Ledger.Declare(nameof(Order));
        _conditions.Order = order;
        return this;
    }

    public IProxyRoute StripPrefix(string prefix)
    {
        _path.Strip(prefix, Ledger.Declare(nameof(StripPrefix)));
        return this;
    }

    public IProxyRoute AddPrefix(string prefix)
    {
        _path.Add(prefix, Ledger.Declare(nameof(AddPrefix)));
        return this;
    }

    public IProxyRoute Rewrite(string template)
    {
        _path.Rewrite(template, _templates, Ledger.Declare(nameof(Rewrite)));
        return this;
    }

    public IProxyRoute Balance(Balancer balancer)
    {
        ArgumentNullException.ThrowIfNull(balancer);
        Ledger.Declare(nameof(Balance));
        _balancer = balancer;
        return this;
    }

    public IProxyRoute To(string upstream)
    {
        ArgumentNullException.ThrowIfNull(upstream);
        return End(nameof(To), at => UpstreamReader.Read(upstream, Request.Upstreams, at, Ledger));
    }

    public IProxyRoute To(Func<HttpContext, string?> upstream)
    {
        ArgumentNullException.ThrowIfNull(upstream);
        return End(nameof(To), _ => new RouteEnd.ToChosen(upstream));
    }

    public IProxyRoute Files(string root, string index = "index.html", string? fallback = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(index);
        return End(nameof(Files), at => FilesReader.Read(root, index, fallback, pattern, at, Ledger));
    }

    public IProxyRoute Open()
    {
        Ledger.Declare(nameof(Open));
        _isOpen = true;
        return this;
    }

    public IProxyRoute Handle(RequestDelegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return End(nameof(Handle), _ => new RouteEnd.Handle(handler));
    }

    public IProxyRoute Handle(Func<HttpContext, IResult> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return End(nameof(Handle), at => new RouteEnd.Handle(ResultHandlers.Of(handler, at)));
    }

    public IProxyRoute Handle(Func<HttpContext, Task<IResult>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return End(nameof(Handle), at => new RouteEnd.Handle(ResultHandlers.Of(handler, at)));
    }

    public IProxyRoute Respond(string text, int status = 200, string contentType = "text/plain")
    {
        ArgumentNullException.ThrowIfNull(text);
        return End(nameof(Respond), at => AnswerReader.Respond(text, status, contentType, at, Ledger));
    }

    public IProxyRoute Redirect(string to, bool permanent = false, bool preserveMethod = false)
    {
        ArgumentNullException.ThrowIfNull(to);
        var status = (permanent, preserveMethod) switch
        {
            (false, false) => StatusCodes.Status302Found,
            (false, true) => StatusCodes.Status307TemporaryRedirect,
            (true, false) => StatusCodes.Status301MovedPermanently,
            (true, true) => StatusCodes.Status308PermanentRedirect,
        };
        return End(nameof(Redirect), at => AnswerReader.Redirect(to, status, _templates, at, Ledger));
    }

    /// <summary>The route; null when something in the way of it was reported.</summary>
    public RouteDefinition? Build()
    {
        if (_ending is null)
            Ledger.Report(DeclarationDiagnostics.NoEnd(place, patternText));
        else if (_ending.Value.Call != nameof(To))
            ReportForwardingCalls(_ending.Value.Call);
        if (pattern is null || _end is null)
            return null;
        var route = new RouteDefinition
        {
            Place = place,
            Pattern = pattern,
            End = _end,
            Rules = BuildRules(),
            Balancer = _balancer,
            IsOpen = _isOpen,
        };
        return _conditions.Apply(_path.Apply(route));
    }

    // The first end stays, so that what else is wrong is said of that one.
    private RouteBuilder End(string call, Func<SourcePlace, RouteEnd?> read)
    {
        var at = Ledger.Declare(call);
        if (_ending is { } first)
        {
            Ledger.Report(DeclarationDiagnostics.TwoEnds(at, patternText, first.Call, first.Place, call));
            return this;
        }

        _ending = (call, at);
        _end = read(at);
        return this;
    }

    private void ReportForwardingCalls(string end)
    {
        var calls = _path.Calls;
        if (_balancer is not null)
            calls = calls.Append(nameof(Balance));
        foreach (var call in calls)
            Ledger.Report(DeclarationDiagnostics.NotForwarding(place, patternText, call, end));
    }
}
