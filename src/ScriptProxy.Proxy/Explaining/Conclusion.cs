using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Routing;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Reads off a request that has gone all the way how it ended.</summary>
internal sealed class Conclusion(
    Explanation told, HttpContext http, ProxyRequest request, SiteDefinition site, RouteDefinition? route)
{
    public static Explanation OfFault(Explanation told, HttpContext http, Exception fault) => told with
    {
        Decision = Decision.Fault,
        Summary = $"{StatusOf(http)}: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}",
        Answer = ExplainedAnswers.Of(http, FaultLog.PlaceOf(fault)),
    };

    /// <param name="other">Another reading of the path, for which it was refused.</param>
    /// <param name="sent">The headers that the client sent.</param>
    public Explanation Of(OtherReading? other, IHeaderDictionary sent)
    {
        if (http.Features.Get<HttpRequestMessage>() is { } message)
            return Forwarded(SentMessage.Of(message, sent, request.ServingServer!, request.Rules));
        if (!Ending.HasReached(http, route))
        {
            var (reason, place) = GateRefusal.Of(http, site, route);
            return Refused(Decision.Refused, reason, place);
        }

        return other is null
            ? Ended()
            : Refused(Decision.AmbiguousPath, OtherWay(other), other.Route?.Definition!.Place);
    }

    private Explanation Forwarded(ExplainedMessage message) => told with
    {
        Decision = Decision.Forward,
        Summary = $"forwarded to upstream '{request.Servers!.Upstream.Name}': {message.Method} {message.Target}",
        Upstream = ExplainedUpstreams.Of(request),
        Sent = message,
    };

    private Explanation Ended()
    {
        var (decision, reason) = Ending.Of(http, request, route);
        var isForeign = decision is Decision.Handle or Decision.Files;
        return told with
        {
            Decision = decision,
            Summary = isForeign ? reason : $"{StatusOf(http)}: {reason}",
            Upstream = request.Servers is null ? null : ExplainedUpstreams.Of(request),
            Answer = isForeign ? null : ExplainedAnswers.Of(http, route?.Place),
        };
    }

    private Explanation Refused(Decision decision, string reason, SourcePlace? place) => told with
    {
        Decision = decision,
        Summary = $"{StatusOf(http)}: {reason}",
        Answer = ExplainedAnswers.Of(http, place),
    };

    private static string OtherWay(OtherReading other)
    {
        var leads = other.Route is { } taking
            ? $"route '{taking.Definition!.Pattern.RawText}' would take"
            : "no route would take";
        return $"the path can be read as '{other.Path}' too, which {leads}";
    }

    private static string StatusOf(HttpContext http) =>
        $"{http.Response.StatusCode} {ReasonPhrases.GetReasonPhrase(http.Response.StatusCode)}";
}
