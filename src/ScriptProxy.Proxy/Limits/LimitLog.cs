using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Limits;

/// <summary>What an operator is told of limits that were met. Never a key: it may be somebody's token.</summary>
internal sealed partial class LimitLog(ILoggerFactory logs)
{
    private readonly ILogger _log = logs.CreateLogger("limits");

    public void TimedOut(HttpContext http, ProxyRequest request, TimeSpan limit) => TimedOut(
        _log, request.Site, http.Request.Method, http.Request.Path, limit.TotalSeconds,
        request.Upstream?.Server ?? "none",
        http.Response.HasStarted ? "broken off" : "answered 504");

    public void Refused(SourcePlace place, string site, string limit, long count, IPAddress client) =>
        Refused(_log, $"{place.File}({place.Line})", site, limit, count, client);

    [LoggerMessage(
        EventId = 3201, Level = LogLevel.Error,
        Message =
            "site '{Site}': {Method} {Path} was not done within its TotalTimeout of {Seconds} s and was {Outcome}; " +
            "server: {Server}")]
    private static partial void TimedOut(
        ILogger log, string site, string method, string? path, double seconds, string server, string outcome);

    [LoggerMessage(
        EventId = 3202, Level = LogLevel.Warning,
        Message = "{Place}: site '{Site}': {Limit} refuses requests: {Count} since the last such line, " +
            "the latest of {Client}; raise it if that is no abuse")]
    private static partial void Refused(
        ILogger log, string place, string site, string limit, long count, IPAddress client);
}
