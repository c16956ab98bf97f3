using Microsoft.Extensions.Logging;

namespace ScriptProxy.PluginHosting;

/// <summary>
/// What is logged of plugins, under the category <c>plugin.NAME</c>. Faults come as text: a log that keeps an
/// exception would keep the plugin's assembly as well.
/// </summary>
internal static partial class PluginLog
{
    [LoggerMessage(3001, LogLevel.Error, "A callback on Stopping failed: {Fault}")]
    public static partial void StoppingFailed(ILogger log, string fault);

    [LoggerMessage(3002, LogLevel.Error, "Disposing the plugin failed: {Fault}")]
    public static partial void DisposeFailed(ILogger log, string fault);

    [LoggerMessage(3003, LogLevel.Warning, "{Step} did not end within {Seconds} seconds and holds the plugin's memory")]
    public static partial void TookTooLong(ILogger log, string step, double seconds);

    [LoggerMessage(3004, LogLevel.Warning, "The plugin's working copy in {Folder} cannot be deleted: {Reason}")]
    public static partial void CopyNotDeleted(ILogger log, string folder, string reason);
}
