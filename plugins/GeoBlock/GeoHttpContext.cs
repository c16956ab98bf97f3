using Microsoft.AspNetCore.Http;

namespace ScriptProxy.GeoBlock;

/// <summary>What GeoBlock adds to a request.</summary>
public static class GeoHttpContext
{
    extension(HttpContext http)
    {
        /// <summary>
        /// The client's country as a two-letter code, <c>CA</c>; null when the database does not know it. Looked up
        /// at the first use.
        /// </summary>
        /// <exception cref="InvalidOperationException">Neither <c>geo-country</c> nor <c>geo-block</c> is used
        /// here.</exception>
        public string? Country => CountryFeature.Of(http).Country;
    }
}
