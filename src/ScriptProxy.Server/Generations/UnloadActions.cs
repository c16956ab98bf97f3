using Microsoft.Extensions.Logging;
using ScriptProxy.Scripting;

namespace ScriptProxy.Server.Generations;

/// <summary>Runs what a script asked for with <c>OnUnload</c>.</summary>
internal static partial class UnloadActions
{
    public static void Run(LoadedScript script, ILogger log)
    {
        if (script.Definition is not { } site)
            return;
        foreach (var action in site.UnloadActions)
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                Threw(log, site.Name, exception.GetType().Name, exception.Message);
            }
        }
    }

    [LoggerMessage(EventId = 4201, Level = LogLevel.Error, Message = "site '{Site}': OnUnload threw {Type}: {Reason}")]
    private static partial void Threw(ILogger log, string site, string type, string reason);
}
