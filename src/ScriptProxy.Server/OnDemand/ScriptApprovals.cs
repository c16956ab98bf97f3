using Microsoft.Extensions.Logging;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting;
using ScriptProxy.Scripting.Definitions;
using ScriptProxy.Tls.OnDemand;

namespace ScriptProxy.Server.OnDemand;

/// <summary>Makes of the scripts' <c>OnDemandCertificate</c> what handshakes and renewals ask.</summary>
internal static partial class ScriptApprovals
{
    /// <summary>By site; those without one are not there.</summary>
    public static Dictionary<string, SiteApprovals> Of(
        IReadOnlyDictionary<string, SiteDefinition> scripts, ILogger log, TimeProvider time) => scripts
        .Where(script => script.Value.OnDemand is not null)
        .ToDictionary(script => script.Key, script => Of(script.Key, script.Value.OnDemand!, log, time));

    private static SiteApprovals Of(string site, OnDemandDefinition onDemand, ILogger log, TimeProvider time)
    {
        var place = onDemand.Place;
        return new SiteApprovals(onDemand.Approve, (host, thrown) => Say(site, place, host, thrown, log), time);
    }

    private static void Say(string site, SourcePlace place, string host, Exception? thrown, ILogger log)
    {
        if (thrown is null)
        {
            TookLong(log, $"{place.File}({place.Line})", site, SiteApprovals.Limit.TotalSeconds, host);
            return;
        }

        var at = ScriptLocation.Of(thrown) ?? place;
        Threw(log, $"{at.File}({at.Line})", site, host, thrown.GetType().Name, thrown.Message);
    }

    [LoggerMessage(
        EventId = 4205, Level = LogLevel.Error,
        Message = "{Place}: site '{Site}': OnDemandCertificate for '{Host}': {Type}: {Reason}; the client is refused")]
    private static partial void Threw(ILogger log, string place, string site, string host, string type, string reason);

    [LoggerMessage(
        EventId = 4206, Level = LogLevel.Error,
        Message = "{Place}: site '{Site}': OnDemandCertificate took more than {Seconds} s for '{Host}'; "
            + "the client is refused")]
    private static partial void TookLong(ILogger log, string place, string site, double seconds, string host);
}
