using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>What a site or a route says about its answers besides their headers.</summary>
internal sealed class AnswerCalls(LoadLedger ledger)
{
    private readonly List<ErrorPageRule> _pages = [];
    private bool _compress;

    public bool Any => _pages.Count > 0 || _compress;

    public void AddPage(int status, string file, bool intercept)
    {
        ArgumentNullException.ThrowIfNull(file);
        var place = ledger.Declare(nameof(SiteScript.ErrorPage));
        if (IsError(status, place)
            && ScriptFiles.Find(nameof(SiteScript.ErrorPage), file, place, ledger) is { } path
            && PageFiles.Read(path, file, place, ledger) is { } content)
        {
            _pages.Add(new ErrorPageRule(status, path, null, intercept, place) { Content = content });
        }
    }

    public void AddPage(int status, Func<HttpContext, IResult> page, bool intercept)
    {
        ArgumentNullException.ThrowIfNull(page);
        AddPage(status, http => Task.FromResult(page(http)), intercept);
    }

    public void AddPage(int status, Func<HttpContext, Task<IResult>> page, bool intercept)
    {
        ArgumentNullException.ThrowIfNull(page);
        var place = ledger.Declare(nameof(SiteScript.ErrorPage));
        if (IsError(status, place))
            _pages.Add(new ErrorPageRule(status, null, page, intercept, place));
    }

    public void SetCompress()
    {
        ledger.Declare(nameof(SiteScript.Compress));
        _compress = true;
    }

    public RulesDefinition Apply(RulesDefinition rules) =>
        rules with { ErrorPages = [.. _pages], Compress = _compress };

    private bool IsError(int status, SourcePlace place)
    {
        if (status is >= 400 and <= 599)
            return true;
        ledger.Report(DeclarationDiagnostics.BadErrorStatus(place, status));
        return false;
    }
}
