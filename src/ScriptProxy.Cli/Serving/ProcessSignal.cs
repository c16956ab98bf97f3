namespace ScriptProxy.Cli.Serving;

/// <summary>What a signal asks a running proxy to do, other than to stop.</summary>
internal enum ProcessSignal
{
    /// <summary>SIGHUP.</summary>
    Reload,

    /// <summary>SIGUSR1.</summary>
    ReopenLogs,
}
