using MaxMind.Db;

namespace ScriptProxy.GeoBlock;

/// <summary>The part of a database record that says the country; the rest is skipped.</summary>
internal sealed class CountryRecord
{
    [MapKey("country")]
    public CountryName? Country { get; init; }
}
