using System.Globalization;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>What a site or a route says about how much and how long.</summary>
internal sealed class LimitCalls(LoadLedger ledger)
{
    private const double HighestRate = 1_000_000;

    private readonly List<RateLimitRule> _rates = [];
    private readonly List<ConcurrencyRule> _concurrency = [];
    private long? _maxBody;
    private TimeSpan? _totalTimeout;
    private TimeSpan? _idleTimeout;

    public bool Any => _rates.Count + _concurrency.Count > 0
        || _maxBody is not null || _totalTimeout is not null || _idleTimeout is not null;

    public void AddRate(double perSecond, int burst, Func<HttpContext, object?>? by, bool delay, string? name)
    {
        var place = ledger.Declare(nameof(SiteScript.RateLimit));
        if (perSecond is > 0 and <= HighestRate && burst >= 0)
            _rates.Add(new RateLimitRule(perSecond, burst, by, delay, name, place));
        else
            ledger.Report(DeclarationDiagnostics.BadRate(place));
    }

    public void AddConcurrency(int limit, Func<HttpContext, object?>? by, string? name)
    {
        var place = ledger.Declare(nameof(SiteScript.ConcurrencyLimit));
        if (limit > 0)
            _concurrency.Add(new ConcurrencyRule(limit, by, name, place));
        else
            ledger.Report(DeclarationDiagnostics.BadConcurrency(place));
    }

    public void SetMaxBody(string size)
    {
        ArgumentNullException.ThrowIfNull(size);
        var place = ledger.Declare(nameof(SiteScript.MaxBody));
        if (Sizes.TryParse(size, out var bytes))
            _maxBody = bytes;
        else
            ledger.Report(DeclarationDiagnostics.BadSize(place, size));
    }

    public void SetMaxBody(long bytes)
    {
        var place = ledger.Declare(nameof(SiteScript.MaxBody));
        if (bytes >= 0)
            _maxBody = bytes;
        else
            ledger.Report(DeclarationDiagnostics.BadSize(place, bytes.ToString(CultureInfo.InvariantCulture)));
    }

    public void SetTotalTimeout(string time) =>
        _totalTimeout = Read(nameof(SiteScript.TotalTimeout), time) ?? _totalTimeout;

    public void SetTotalTimeout(TimeSpan time) =>
        _totalTimeout = Check(nameof(SiteScript.TotalTimeout), time) ?? _totalTimeout;

    public void SetIdleTimeout(string time) =>
        _idleTimeout = Read(nameof(SiteScript.IdleTimeout), time) ?? _idleTimeout;

    public void SetIdleTimeout(TimeSpan time) =>
        _idleTimeout = Check(nameof(SiteScript.IdleTimeout), time) ?? _idleTimeout;

    public RulesDefinition Apply(RulesDefinition rules) => rules with
    {
        RateLimits = [.. _rates],
        ConcurrencyLimits = [.. _concurrency],
        MaxBody = _maxBody,
        TotalTimeout = _totalTimeout,
        IdleTimeout = _idleTimeout,
    };

    private TimeSpan? Read(string call, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Durations.TryParse(text, out var time))
            return Check(call, time);
        ledger.Report(DeclarationDiagnostics.BadDuration(ledger.Declare(call), text));
        return null;
    }

    private TimeSpan? Check(string call, TimeSpan time)
    {
        var place = ledger.Declare(call);
        if (time > TimeSpan.Zero && time <= SiteBuilder.LongestPeriod)
            return time;
        ledger.Report(DeclarationDiagnostics.PeriodOutOfRange(place, call));
        return null;
    }
}
