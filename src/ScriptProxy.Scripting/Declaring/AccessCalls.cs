using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>What a site or a route says about who may come.</summary>
internal sealed class AccessCalls(LoadLedger ledger)
{
    private readonly List<AccessRule> _rules = [];
    private readonly List<BasicAuthRule> _users = [];

    public bool Any => _rules.Count + _users.Count > 0;

    public void AddNetworks(string call, bool allows, string[] networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        var place = ledger.Declare(call);
        if (networks.Length == 0)
            ledger.Report(DeclarationDiagnostics.NoNetworks(place, call));
        foreach (var text in networks)
        {
            if (Networks.TryParse(text, out var network))
                _rules.Add(new AccessRule(allows, network, text, place));
            else
                ledger.Report(DeclarationDiagnostics.BadNetwork(place, call, text));
        }
    }

    public void AddUsers(string file, string realm)
    {
        ArgumentNullException.ThrowIfNull(file);
        var place = ledger.Declare(nameof(SiteScript.BasicAuth));
        if (!HeaderNames.IsQuotable(realm))
            ledger.Report(DeclarationDiagnostics.BadRealm(place, realm));
        else if (ScriptFiles.Find(nameof(SiteScript.BasicAuth), file, place, ledger) is { } path)
            _users.Add(new BasicAuthRule(path, realm, place));
    }

    public RulesDefinition Apply(RulesDefinition rules) => rules with
    {
        Access = [.. _rules],
        BasicAuth = [.. _users],
    };
}
