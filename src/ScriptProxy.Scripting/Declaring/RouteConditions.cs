using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>The conditions of one route besides its path.</summary>
internal sealed class RouteConditions(LoadLedger ledger)
{
    private readonly List<string> _methods = [];
    private readonly List<string> _hosts = [];
    private readonly List<ValueCondition> _headers = [];
    private readonly List<ValueCondition> _queries = [];
    private readonly List<Func<HttpContext, bool>> _whens = [];

    public int Order { get; set; }

    public void AddMethods(string[] methods, SourcePlace place)
    {
        ArgumentNullException.ThrowIfNull(methods);
        if (methods.Length == 0)
            ledger.Report(DeclarationDiagnostics.NoMethods(place));
        foreach (var method in methods)
        {
            if (HeaderNames.IsToken(method))
                _methods.Add(method.ToUpperInvariant());
            else
                ledger.Report(DeclarationDiagnostics.BadMethod(place, method));
        }
    }

    public void AddHosts(string[] hosts, SourcePlace place)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        if (hosts.Length == 0)
            ledger.Report(DeclarationDiagnostics.NoHosts(place));
        foreach (var host in hosts)
        {
            if (HostNames.Read(host) is { } name)
                _hosts.Add(name);
            else
                ledger.Report(DeclarationDiagnostics.BadHost(place, host));
        }
    }

    public void AddHeader(string name, string[] values, SourcePlace place)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (HeaderNames.IsToken(name))
            _headers.Add(new ValueCondition(name, [.. values]));
        else
            ledger.Report(DeclarationDiagnostics.BadHeaderName(place, name));
    }

    public void AddQuery(string name, string[] values, SourcePlace place)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (name.Length > 0)
            _queries.Add(new ValueCondition(name, [.. values]));
        else
            ledger.Report(DeclarationDiagnostics.BadQueryName(place));
    }

    public void AddWhen(Func<HttpContext, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        _whens.Add(condition);
    }

    public RouteDefinition Apply(RouteDefinition route) => route with
    {
        Order = Order,
        Methods = [.. _methods.Distinct()],
        Hosts = [.. _hosts.Distinct()],
        Headers = [.. _headers],
        Queries = [.. _queries],
        Whens = [.. _whens],
    };
}
