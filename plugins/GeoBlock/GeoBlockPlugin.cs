using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ScriptProxy.GeoBlock;

/// <summary>
/// Admits or refuses clients by country, from a MaxMind database. Without a database it offers nothing and costs
/// nothing, so that a script which asks for it is refused at load rather than left unguarded.
/// </summary>
public sealed partial class GeoBlockPlugin : IProxyPlugin, IDisposable
{
    /// <summary>
    /// The middleware that makes <c>http.Country</c> known, <c>Use("geo-country")</c>; it refuses nobody.
    /// </summary>
    public const string CountryMiddleware = "geo-country";

    /// <summary>
    /// The middleware that applies <c>allow</c> and <c>deny</c> of <c>[plugin.GeoBlock]</c>, <c>Use("geo-block")</c>.
    /// </summary>
    public const string BlockMiddleware = "geo-block";

    private CountryDatabase? _database;

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var options = plugin.Options<GeoBlockOptions>();
        if (options.Database is not { } file)
        {
            RefuseRulesWithoutDatabase(options);
            NothingOffered(plugin.Log);
            return;
        }

        var rules = new CountryRules(options);
        _database = new CountryDatabase(file.FullName);
        Add(plugin, _database, rules, options);
    }

    /// <summary>Gives the database's memory back.</summary>
    public void Dispose() => _database?.Dispose();

    private static void Add(
        IPluginBuilder plugin, CountryDatabase database, CountryRules rules, GeoBlockOptions options)
    {
        plugin.AddMiddleware(CountryMiddleware, (http, next) =>
        {
            CountryFeature.Ensure(http, database, rules);
            return next(http);
        });
        plugin.AddMiddleware(
            BlockMiddleware,
            (http, next) =>
            {
                var client = CountryFeature.Ensure(http, database, rules);
                return rules.Admits(client.Country) ? next(http) : rules.Refuse(http);
            },
            options.Everywhere);
    }

    private static void RefuseRulesWithoutDatabase(GeoBlockOptions options)
    {
        if (options.Everywhere || options.Allow.Count > 0 || options.Deny.Count > 0)
        {
            throw new InvalidOperationException(
                "[plugin.GeoBlock] says whom to admit but names no database; set 'database' to a MaxMind country "
                + "database.");
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "No 'database' in [plugin.GeoBlock]: no middleware is offered")]
    private static partial void NothingOffered(ILogger log);
}
