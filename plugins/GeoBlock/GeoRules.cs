namespace ScriptProxy.GeoBlock;

/// <summary>What GeoBlock adds to sites and routes.</summary>
public static class GeoRules
{
    /// <summary>
    /// Refuses clients from other countries with the <c>status</c> of <c>[plugin.GeoBlock]</c>. Needs its
    /// <c>database</c>; without one the script is refused at load, for there is no middleware <c>geo-country</c>.
    /// </summary>
    /// <typeparam name="T">The site or the route.</typeparam>
    /// <param name="on">The site or the route.</param>
    /// <param name="codes">Two-letter codes (ISO 3166-1), in any case.</param>
    /// <exception cref="ArgumentException">There is no code, or one is not two letters.</exception>
    /// <example><c>Map("/admin/{**path}").RequireCountry("CA", "US").To("admin");</c></example>
    public static T RequireCountry<T>(this IProxyRules<T> on, params string[] codes)
        where T : IProxyRules<T>
    {
        ArgumentNullException.ThrowIfNull(on);
        var countries = CountryCodes.Parse(codes);
        if (countries.Count == 0)
            throw new ArgumentException("RequireCountry needs a country: RequireCountry(\"CA\").", nameof(codes));

        return on.Use(GeoBlockPlugin.CountryMiddleware).Use((http, next) =>
        {
            var client = CountryFeature.Of(http);
            return client.Rules.AdmitsOnly(countries, client.Country) ? next(http) : client.Rules.Refuse(http);
        });
    }
}
