using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads an upstream's <c>tls</c>.</summary>
internal static class UpstreamTlsReader
{
    public static UpstreamTlsSettings Read(TableReader upstream)
    {
        if (upstream.Table("tls") is not { } table)
            return new UpstreamTlsSettings();
        var settings = new UpstreamTlsSettings
        {
            Place = table.Place,
            Ca = table.Located<string>("ca", TextValue.ReadPath),
            Verify = table.Read<bool>("verify", true, FlagValue.Read),
            ServerName = table.Text("server_name"),
            Cert = table.Located<string>("cert", TextValue.ReadPath),
            Key = table.Located<string>("key", TextValue.ReadPath),
        };
        PairRule.Check(table, "cert", "key");
        table.Finish();
        return settings;
    }
}
