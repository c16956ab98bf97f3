using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads a table <c>[listener.NAME]</c>.</summary>
internal static class ListenerReader
{
    private static readonly ValueReader<bool> Redirect = ChoiceValue.Of(("https", true), ("off", false));

    private static readonly ValueReader<ClientCertificateMode> ClientCertificate =
        ChoiceValue.Of(("require", ClientCertificateMode.Require), ("request", ClientCertificateMode.Request));

    private static readonly ValueReader<HttpVersions> Version =
        ChoiceValue.Of(("1.1", HttpVersions.Http1), ("2", HttpVersions.Http2), ("3", HttpVersions.Http3));

    // Stands in for an address that was refused, so that the listener's name still exists; the diagnostic keeps
    // it from being bound.
    private static readonly ListenAddress NoAddress = new ListenAddress.Unix("");

    public static ListenerSettings Read(TableReader table, string name)
    {
        table.Require("address", "address = \":80\"");
        var settings = new ListenerSettings
        {
            Name = name,
            Place = table.Place,
            Address = table.Located<ListenAddress>("address", ListenAddressValue.Read) ?? new(NoAddress, default),
            RedirectToHttps = table.Read("redirect", false, Redirect),
            Tls = table.Read<bool>("tls", false, FlagValue.Read),
            ProxyProtocol = table.Read<bool>("proxy_protocol", false, FlagValue.Read),
            ClientCa = table.Located<string>("client_ca", TextValue.ReadPath),
            ClientCertificate = table.Read("client_certificate", ClientCertificateMode.Require, ClientCertificate),
            Http = Versions(table, name),
            Limits = Limits(table.Table("limits")),
        };
        if (table.Has("client_certificate") && !table.Has("client_ca"))
            table.Diagnostics.Add(SettingsDiagnostics.PairIncomplete(table.Place, "client_certificate", "client_ca"));
        table.Finish();
        return settings;
    }

    private static HttpVersions Versions(TableReader table, string name)
    {
        if (table.Node("http") is Model.TomlArrayNode { Items.Count: 0 } empty)
            table.Diagnostics.Add(SettingsDiagnostics.EmptyText(empty.Place, "http"));
        var versions = table.Read("http", [HttpVersions.Http1, HttpVersions.Http2], ListValue.Of(Version));
        var all = versions.Aggregate(HttpVersions.None, (all, one) => all | one);
        if (!all.HasFlag(HttpVersions.Http3))
            return all;

        // Alone it would leave nothing to speak.
        var spoken = all == HttpVersions.Http3 ? HttpVersions.Http1 | HttpVersions.Http2 : all & ~HttpVersions.Http3;
        table.Diagnostics.Add(SettingsDiagnostics.NoHttp3(table.Node("http")!.Place, name, InWords(spoken)));
        return spoken;
    }

    private static string InWords(HttpVersions versions) => versions switch
    {
        HttpVersions.Http1 => "HTTP/1.1",
        HttpVersions.Http2 => "HTTP/2",
        _ => "HTTP/1.1 and HTTP/2",
    };

    private static ListenerLimits Limits(TableReader? table)
    {
        var defaults = new ListenerLimits();
        if (table is null)
            return defaults;
        var limits = new ListenerLimits
        {
            HeaderSize = table.Read<long?>("header_size", defaults.HeaderSize, SizeValue.ReadHeaderLimit),
            BodySize = table.Read<long?>("body_size", defaults.BodySize, SizeValue.ReadLimit),
            Connections = table.Read<long?>("connections", defaults.Connections, NumberValue.ReadLimit),
            HeaderTimeout = table.Read<TimeSpan?>(
                "header_timeout", defaults.HeaderTimeout, DurationValue.ReadTimerOrOff),
            KeepAlive = table.Read<TimeSpan?>("keep_alive", defaults.KeepAlive, DurationValue.ReadTimerOrOff),
        };
        table.Finish();
        return limits;
    }
}
