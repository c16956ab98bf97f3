using Microsoft.Extensions.Logging;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>
/// Collects what a script declares; nothing runs and nothing throws for a mistake, which goes to the ledger.
/// </summary>
internal sealed class SiteBuilder(ScriptRequest request, LoadLedger ledger)
    : RulesBuilder<IProxySite>(request, ledger), IProxySite
{
    /// <summary>What a timer takes, and what proxy.toml takes for its own.</summary>
    public static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(24);

    private readonly List<RouteBuilder> _routes = [];
    private readonly List<JobDefinition> _jobs = [];
    private readonly List<Action> _unloadActions = [];
    private OnDemandDefinition? _onDemand;

    public string Name => Request.Site;

    public IReadOnlyDictionary<string, string> Vars { get; } = new SiteVars(request.Vars, request.Site, ledger);

    public ILogger Log => Request.Log;

    /// <summary>Whether the script declared nothing at all.</summary>
    public bool IsEmpty =>
        _routes.Count + _jobs.Count + _unloadActions.Count == 0 && _onDemand is null && !HasRules;

    protected override IProxySite Self => this;

    public IProxyRoute Map(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var place = Ledger.Declare(nameof(Map));
        var route = new RouteBuilder(Request, Ledger, place, PatternReader.Read(pattern, place, Ledger), pattern);
        _routes.Add(route);
        return route;
    }

    public void Every(TimeSpan period, Func<CancellationToken, Task> job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var place = Ledger.Declare(nameof(Every));
        if (period > TimeSpan.Zero && period <= LongestPeriod)
            _jobs.Add(new JobDefinition(period, job, place));
        else
            Ledger.Report(DeclarationDiagnostics.PeriodOutOfRange(place, nameof(Every)));
    }

    public void Every(string period, Func<CancellationToken, Task> job)
    {
        ArgumentNullException.ThrowIfNull(period);
        if (Durations.TryParse(period, out var time))
            Every(time, job);
        else
            Ledger.Report(DeclarationDiagnostics.BadDuration(Ledger.Declare(nameof(Every)), period));
    }

    public void OnDemandCertificate(Func<string, Task<bool>> approve)
    {
        ArgumentNullException.ThrowIfNull(approve);
        var place = Ledger.Declare(nameof(OnDemandCertificate));
        if (_onDemand is not null)
            Ledger.Report(DeclarationDiagnostics.TwoApprovals(place, _onDemand.Place));
        _onDemand ??= new OnDemandDefinition(approve, place);
    }

    public void OnDemandCertificate(Func<string, bool> approve)
    {
        ArgumentNullException.ThrowIfNull(approve);
        OnDemandCertificate(host => Task.FromResult(approve(host)));
    }

    public void OnUnload(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Ledger.Declare(nameof(OnUnload));
        _unloadActions.Add(action);
    }

    /// <summary>What was declared; complete only when nothing was reported.</summary>
    public SiteDefinition Build()
    {
        IReadOnlyList<RouteDefinition> routes = [.. _routes.Select(route => route.Build()).OfType<RouteDefinition>()];
        EqualRoutes.Report(routes, Ledger);
        return new SiteDefinition
        {
            Name = Name,
            Rules = BuildRules(),
            Routes = routes,
            Jobs = [.. _jobs],
            UnloadActions = [.. _unloadActions],
            OnDemand = _onDemand,
        };
    }
}
