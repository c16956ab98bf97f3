using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads <c>[tls]</c>.</summary>
internal static class TlsReader
{
    private static readonly ValueReader<string> Version = ChoiceValue.Of("1.2", "1.3");
    private static readonly ValueReader<bool> UnknownName = ChoiceValue.Of(("reject", true), ("default", false));

    public static TlsSettings Read(TableReader table)
    {
        var defaults = new TlsSettings();
        var settings = new TlsSettings
        {
            MinVersion = table.Read("min_version", defaults.MinVersion, Version),
            Ciphers = table.Read("ciphers", defaults.Ciphers, ListValue.OfLocated<string>(TextValue.Read)),
            Hsts = table.Read<TimeSpan?>("hsts", defaults.Hsts, DurationValue.ReadOrOff),
            RejectUnknownNames = table.Read("unknown_name", defaults.RejectUnknownNames, UnknownName),
        };
        table.Finish();
        return settings;
    }
}
