using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.GeoBlock;

/// <summary>The settings as requests need them: whom to admit and how to refuse.</summary>
internal sealed class CountryRules(GeoBlockOptions options)
{
    private readonly FrozenSet<string> _allow = CountryCodes.Parse(options.Allow);
    private readonly FrozenSet<string> _deny = CountryCodes.Parse(options.Deny);
    private readonly UnknownCountry? _unknown = options.Unknown;
    private readonly int _status = options.Status;

    /// <summary>Whether <c>allow</c> and <c>deny</c> admit a country; null stands for an unknown one.</summary>
    public bool Admits(string? country) =>
        country is null
            ? (_unknown ?? (_allow.Count == 0 ? UnknownCountry.Allow : UnknownCountry.Deny)) == UnknownCountry.Allow
            : !_deny.Contains(country) && (_allow.Count == 0 || _allow.Contains(country));

    /// <summary>Whether a country is one of these; null stands for an unknown one.</summary>
    public bool AdmitsOnly(FrozenSet<string> countries, string? country) =>
        country is null ? _unknown == UnknownCountry.Allow : countries.Contains(country);

    public Task Refuse(HttpContext http)
    {
        http.Response.StatusCode = _status;
        return Task.CompletedTask;
    }
}
