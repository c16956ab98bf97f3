namespace ScriptProxy.Configuration.Readers;

/// <summary>Two keys that mean nothing without each other, as a certificate and its key.</summary>
internal static class PairRule
{
    public static void Check(TableReader table, string first, string second)
    {
        if (table.Has(first) == table.Has(second))
            return;
        var (present, missing) = table.Has(first) ? (first, second) : (second, first);
        var place = table.Node(present)?.Place ?? table.Place;
        table.Diagnostics.Add(SettingsDiagnostics.PairIncomplete(place, present, missing));
    }
}
