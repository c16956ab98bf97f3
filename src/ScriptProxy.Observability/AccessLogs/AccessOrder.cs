using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>What the writing loop is told to do once everything that was queued before is written.</summary>
internal abstract record AccessOrder
{
    private AccessOrder()
    {
    }

    /// <summary>Goes on with another target or format.</summary>
    internal sealed record Switch(LogSettings Settings) : AccessOrder;

    /// <summary>Opens the target anew.</summary>
    internal sealed record Reopen : AccessOrder;

    /// <summary>Says that it has come this far.</summary>
    internal sealed record Flush(TaskCompletionSource Done) : AccessOrder;
}
