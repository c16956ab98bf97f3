using Microsoft.Extensions.Logging;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>What the access log says of itself in the error log.</summary>
internal static partial class AccessLogMessages
{
    [LoggerMessage(100, LogLevel.Warning,
        "requests that were served and not logged: {Count}; '{Target}' takes lines more slowly than requests come")]
    public static partial void RecordsDropped(ILogger log, long count, string target);

    [LoggerMessage(101, LogLevel.Error,
        "'{Target}' cannot be written: {Reason}; requests that were served and not logged: {Count}; "
        + "free space, let the proxy's user write there, or name another file in [log]")]
    public static partial void TargetFailed(ILogger log, string target, string reason, long count);

    [LoggerMessage(102, LogLevel.Error, "a record could not be written")]
    public static partial void WriterFailed(ILogger log, Exception exception);
}
