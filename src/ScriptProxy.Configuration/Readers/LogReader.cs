using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads <c>[log]</c>.</summary>
internal static class LogReader
{
    private const string Standard = "stdout";

    private static readonly ValueReader<LogLevelSetting> Level = ChoiceValue.Of(
        ("trace", LogLevelSetting.Trace), ("debug", LogLevelSetting.Debug), ("info", LogLevelSetting.Info),
        ("warning", LogLevelSetting.Warning), ("error", LogLevelSetting.Error));

    private static readonly ValueReader<AccessLogFormat> Format =
        ChoiceValue.Of(("combined", AccessLogFormat.Combined), ("json", AccessLogFormat.Json));

    public static LogSettings Read(TableReader table)
    {
        var defaults = new LogSettings();
        var settings = new LogSettings
        {
            Level = table.Read("level", defaults.Level, Level),
            Access = table.Read("access", defaults.Access, Access),
            Format = table.Read("format", defaults.Format, Format),
            Sample = table.Read<double>("sample", defaults.Sample, NumberValue.ReadShare),
        };
        table.Finish();
        return settings;
    }

    private static bool Access(ValueSource source, out string? value)
    {
        if (!TextValue.ReadOrOff(source, out value))
            return false;
        if (value is null or Standard)
            return true;
        var written = value;
        value = Path.GetFullPath(written, source.Folder);
        if (Directory.Exists(value))
            return source.Refuse(SettingsDiagnostics.LogIsFolder(source.Node.Place, written));
        return Directory.Exists(Path.GetDirectoryName(value))
            || source.Refuse(SettingsDiagnostics.LogFolderMissing(source.Node.Place, written));
    }
}
