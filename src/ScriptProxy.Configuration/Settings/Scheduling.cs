namespace ScriptProxy.Configuration.Settings;

/// <summary>Where request code runs: on the I/O threads, or on the thread pool.</summary>
public enum Scheduling
{
    Inline,
    Pool,
}
