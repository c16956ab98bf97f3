using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>Makes the sink that <c>[log]</c> asks for.</summary>
internal sealed class AccessSinks(Stream stdout, TimeProvider time)
{
    /// <summary>Null when nothing is to be logged.</summary>
    public AccessSink? For(LogSettings settings) => settings.Access switch
    {
        null => null,
        "stdout" => new AccessSink(Format(settings.Format), new StandardOutput(stdout)),
        var path => new AccessSink(Format(settings.Format), new LogFile(path)),
    };

    private IAccessFormat Format(AccessLogFormat format) => format switch
    {
        AccessLogFormat.Json => new JsonFormat(),
        _ => new CombinedFormat(time.LocalTimeZone),
    };
}
