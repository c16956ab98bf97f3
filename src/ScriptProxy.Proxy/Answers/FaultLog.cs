using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Rules;
using ScriptProxy.Scripting;

namespace ScriptProxy.Proxy.Answers;

/// <summary>Says what code of a script or plugin threw: one line with the script's own place, and a count.</summary>
internal sealed partial class FaultLog
{
    private readonly ILogger _log;
    private readonly Counter<long> _faults;

    public FaultLog(ILoggerFactory logs, Meter meter)
    {
        _log = logs.CreateLogger("script");
        _faults = meter.CreateCounter<long>(
            "scriptproxy.script.faults", "{fault}", "Requests on which script or plugin code threw.");
    }

    /// <summary>Writes the line and counts.</summary>
    public void Write(HttpContext http, ProxyRequest request, Exception fault)
    {
        _faults.Add(1, new KeyValuePair<string, object?>("site", request.Site));
        if (PlaceOf(fault) is { } at)
            Threw(
                _log, $"{at.File}({at.Line})", request.Site, http.Request.Method, http.Request.Path,
                fault.GetType().Name, fault.Message);
        else
            Failed(
                _log, request.Site, http.Request.Method, http.Request.Path, fault.GetType().Name, fault.Message,
                Frame(fault));
    }

    /// <summary>Where in a script it came from; null when no script took part.</summary>
    public static SourcePlace? PlaceOf(Exception fault) =>
        (fault as InvalidHeaderValueException)?.Place ?? ScriptLocation.Of(fault);

    // A plugin without symbols still has the name of its method.
    private static string Frame(Exception fault) =>
        fault.StackTrace?.Split('\n', 2)[0].Trim() ?? "no stack";

    [LoggerMessage(
        EventId = 3101, Level = LogLevel.Error,
        Message = "{Place}: site '{Site}': {Method} {Path}: {Type}: {Reason}")]
    private static partial void Threw(
        ILogger log, string place, string site, string method, string? path, string type, string reason);

    [LoggerMessage(
        EventId = 3102, Level = LogLevel.Error,
        Message = "site '{Site}': {Method} {Path}: {Type}: {Reason} ({Frame})")]
    private static partial void Failed(
        ILogger log, string site, string method, string? path, string type, string reason, string frame);
}
