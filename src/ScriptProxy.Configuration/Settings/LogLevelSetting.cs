namespace ScriptProxy.Configuration.Settings;

/// <summary>The least severe message that is logged.</summary>
public enum LogLevelSetting
{
    Trace,
    Debug,
    Info,
    Warning,
    Error,
}
