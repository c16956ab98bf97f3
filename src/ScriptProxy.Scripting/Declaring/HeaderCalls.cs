using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>The header calls of a site or a route, for one direction.</summary>
internal sealed class HeaderCalls(LoadLedger ledger)
{
    private readonly List<HeaderRule> _rules = [];

    public bool Any => _rules.Count > 0;

    public IReadOnlyList<HeaderRule> Rules => [.. _rules];

    // A value that is null leaves the header as it is, which needs no rule; its name is checked all the same.
    public void AddText(string call, string name, string? value, bool append)
    {
        var place = ledger.Declare(call);
        if (!IsName(name, place) || value is null)
            return;
        if (HeaderNames.IsValue(value))
            _rules.Add(new HeaderRule(name, value, null, append, place));
        else
            ledger.Report(DeclarationDiagnostics.BadHeaderValue(place, name));
    }

    public void AddFunction(string call, string name, Func<HttpContext, string?> value, bool append)
    {
        ArgumentNullException.ThrowIfNull(value);
        var place = ledger.Declare(call);
        if (IsName(name, place))
            _rules.Add(new HeaderRule(name, null, value, append, place));
    }

    public void AddRemoval(string call, string name)
    {
        var place = ledger.Declare(call);
        if (IsName(name, place))
            _rules.Add(new HeaderRule(name, null, null, Append: false, place));
    }

    private bool IsName(string name, SourcePlace place)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!HeaderNames.IsToken(name))
            ledger.Report(DeclarationDiagnostics.BadHeaderName(place, name));
        else if (HeaderNames.IsForbidden(name))
            ledger.Report(DeclarationDiagnostics.ForbiddenHeader(place, name));
        else
            return true;
        return false;
    }
}
