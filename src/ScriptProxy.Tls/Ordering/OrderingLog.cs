using Microsoft.Extensions.Logging;

namespace ScriptProxy.Tls.Ordering;

/// <summary>What is logged of orders, under the category <c>certificates</c>.</summary>
internal static partial class OrderingLog
{
    [LoggerMessage(5101, LogLevel.Information, "the certificate for '{Name}' is ordered from {Ca}")]
    public static partial void Ordering(ILogger log, string name, string ca);

    [LoggerMessage(5102, LogLevel.Information, "the certificate for '{Name}' has arrived from {Ca} and is good until {NotAfter:yyyy-MM-dd}")]
    public static partial void Arrived(ILogger log, string name, string ca, DateTimeOffset notAfter);

    [LoggerMessage(
        5103, LogLevel.Error,
        "the certificate for '{Name}' could not be ordered, and none is there: {Reason}; next try at {Next:yyyy-MM-dd HH:mm} UTC")]
    public static partial void Failed(ILogger log, string name, string reason, DateTimeOffset next);

    [LoggerMessage(
        5104, LogLevel.Warning,
        "the certificate for '{Name}' could not be renewed, it is good until {NotAfter:yyyy-MM-dd}: {Reason}; next try at "
        + "{Next:yyyy-MM-dd HH:mm} UTC")]
    public static partial void NotRenewed(ILogger log, string name, DateTimeOffset notAfter, string reason, DateTimeOffset next);

    [LoggerMessage(5106, LogLevel.Warning, "the certificate for '{Name}' is revoked at {Ca}; a new one is ordered")]
    public static partial void Revoked(ILogger log, string name, string ca);

    [LoggerMessage(5107, LogLevel.Information, "the certificate for '{Name}' is no longer ordered on demand: {Reason}")]
    public static partial void GivenUp(ILogger log, string name, string reason);

    [LoggerMessage(
        5108, LogLevel.Warning,
        "{Count} hosts that were approved of wait for their first certificate; '{Name}' is not ordered before one of them has it")]
    public static partial void TooMany(ILogger log, int count, string name);

    [LoggerMessage(5105, LogLevel.Warning, "{Words}")]
    public static partial void Warned(ILogger log, string words);
}
