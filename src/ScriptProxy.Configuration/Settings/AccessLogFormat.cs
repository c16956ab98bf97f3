namespace ScriptProxy.Configuration.Settings;

/// <summary>How a line of the access log reads.</summary>
public enum AccessLogFormat
{
    /// <summary>The combined format of Apache and nginx.</summary>
    Combined,

    /// <summary>One JSON object a line.</summary>
    Json,
}
