using Microsoft.AspNetCore.Http;

namespace ScriptProxy.GeoBlock;

/// <summary>
/// Ties a request to the database of its generation, so that what a script declared needs no plugin instance. One
/// request is handled by one thread at a time.
/// </summary>
internal sealed class CountryFeature
{
    private readonly HttpContext _http;
    private readonly CountryDatabase _database;
    private string? _country;
    private bool _known;

    private CountryFeature(HttpContext http, CountryDatabase database, CountryRules rules)
    {
        _http = http;
        _database = database;
        Rules = rules;
    }

    public CountryRules Rules { get; }

    public string? Country
    {
        get
        {
            if (!_known)
            {
                _country = _database.CountryOf(_http.ClientIp);
                _known = true;
            }

            return _country;
        }
    }

    /// <summary>The request's feature, set now unless an earlier middleware did.</summary>
    public static CountryFeature Ensure(HttpContext http, CountryDatabase database, CountryRules rules)
    {
        if (http.Features.Get<CountryFeature>() is { } present)
            return present;

        var feature = new CountryFeature(http, database, rules);
        http.Features.Set(feature);
        return feature;
    }

    public static CountryFeature Of(HttpContext http) =>
        http.Features.Get<CountryFeature>()
        ?? throw new InvalidOperationException("The country is not known here; say Use(\"geo-country\") before.");
}
