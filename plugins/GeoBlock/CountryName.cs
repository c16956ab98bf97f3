using MaxMind.Db;

namespace ScriptProxy.GeoBlock;

/// <summary>A country as databases name it.</summary>
internal sealed class CountryName
{
    [MapKey("iso_code")]
    public string? IsoCode { get; init; }
}
