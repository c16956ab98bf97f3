using Microsoft.Extensions.Logging;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>One line for each server that goes down or comes back.</summary>
internal sealed partial class ServerLog(ILoggerFactory logs)
{
    private readonly ILogger _log = logs.CreateLogger("upstream");

    public void TakenOut(UpstreamServer server, int failures, TimeSpan duration) =>
        TakenOut(_log, server.Chosen.Name, server.Url, duration.TotalSeconds, failures, server.LastFailure ?? "");

    public void Back(UpstreamServer server) => Back(_log, server.Chosen.Name, server.Url);

    public void FailsChecks(UpstreamServer server, string path, string reason) =>
        FailsChecks(_log, server.Chosen.Name, server.Url, path, reason);

    public void PassesChecks(UpstreamServer server, string path) => PassesChecks(_log, server.Chosen.Name, server.Url, path);

    [LoggerMessage(
        EventId = 3003, Level = LogLevel.Warning,
        Message = "upstream '{Upstream}': server {Server} is taken out for {Seconds} s (fail_timeout), it has reached "
            + "max_fails = {Failures}: {Reason}")]
    private static partial void TakenOut(
        ILogger log, string upstream, string server, double seconds, int failures, string reason);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Information, Message = "upstream '{Upstream}': server {Server} works again")]
    private static partial void Back(ILogger log, string upstream, string server);

    [LoggerMessage(
        EventId = 3005, Level = LogLevel.Warning,
        Message = "upstream '{Upstream}': server {Server} is taken out by its health check {Path}: {Reason}")]
    private static partial void FailsChecks(ILogger log, string upstream, string server, string path, string reason);

    [LoggerMessage(
        EventId = 3006, Level = LogLevel.Information,
        Message = "upstream '{Upstream}': server {Server} passes its health check {Path} again")]
    private static partial void PassesChecks(ILogger log, string upstream, string server, string path);
}
