using System.Collections;
using System.Diagnostics.CodeAnalysis;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>
/// The site's <c>vars</c>. While the script loads, a missing key is a diagnostic and reads as empty, so that the rest
/// is checked too.
/// </summary>
internal sealed class SiteVars(IReadOnlyDictionary<string, string> vars, string site, LoadLedger ledger)
    : IReadOnlyDictionary<string, string>
{
    public int Count => vars.Count;

    public IEnumerable<string> Keys => vars.Keys;

    public IEnumerable<string> Values => vars.Values;

    public string this[string key] => vars.TryGetValue(key, out var value) ? value : Missing(key);

    public bool ContainsKey(string key) => vars.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => vars.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => vars.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Missing(string key)
    {
        if (ledger.IsClosed)
            throw new KeyNotFoundException($"'{key}' is not among the vars of site '{site}'.");
        ledger.Report(DeclarationDiagnostics.MissingVar(ledger.Here(), key, site, Nearest.Of(key, vars.Keys)));
        return "";
    }
}
