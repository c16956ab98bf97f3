using System.Diagnostics.CodeAnalysis;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads a table <c>[upstream.NAME]</c>.</summary>
internal static class UpstreamReader
{
    private static readonly ValueReader<ForwardedMode> Forwarded = ChoiceValue.Of(
        ("auto", ForwardedMode.Auto), ("append", ForwardedMode.Append), ("set", ForwardedMode.Set),
        ("off", ForwardedMode.Off));

    private static readonly ValueReader<UpstreamHttp> Http = ChoiceValue.Of(
        ("1.1", UpstreamHttp.Http1), ("2", UpstreamHttp.Http2), ("auto", UpstreamHttp.Auto));

    private static readonly ValueReader<ProxyProtocolVersion> ProxyProtocol = ChoiceValue.Of(
        ("v1", ProxyProtocolVersion.V1), ("v2", ProxyProtocolVersion.V2), ("off", ProxyProtocolVersion.None));

    private static readonly ValueReader<IReadOnlyList<string>> RetryOn =
        ListValue.Of(ChoiceValue.Of("error", "timeout", "502", "503", "504"));

    public static UpstreamSettings Read(TableReader table, string name)
    {
        var defaults = new UpstreamSettings { Name = name, Place = table.Place };
        table.Require("servers", "servers = [\"http://127.0.0.1:3000\"]");
        var settings = defaults with
        {
            Servers = Servers(table),
            Sticky = table.Read<string?>("sticky", null, KeyedValue.ReadSticky),
            MaxFails = table.Read("max_fails", defaults.MaxFails, NumberValue.Between(0, int.MaxValue)),
            FailTimeout = table.Read<TimeSpan>("fail_timeout", defaults.FailTimeout, DurationValue.ReadTimer),
            Retries = table.Read("retries", defaults.Retries, NumberValue.Between(0, 100)),
            RetryOn = table.Read("retry_on", defaults.RetryOn, RetryOn),
            ConnectTimeout = table.Read<TimeSpan>("connect_timeout", defaults.ConnectTimeout, DurationValue.ReadTimer),
            IdleTimeout = table.Read<TimeSpan>("idle_timeout", defaults.IdleTimeout, DurationValue.ReadTimer),
            Http = table.Read("http", defaults.Http, Http),
            ProxyProtocol = table.Read("proxy_protocol", defaults.ProxyProtocol, ProxyProtocol),
            Health = HealthReader.Read(table),
            Tls = UpstreamTlsReader.Read(table),
            MaxResponseHeaders =
                table.Read<long>("max_response_headers", defaults.MaxResponseHeaders, SizeValue.ReadHeaders),
            Forwarded = table.Read("forwarded", defaults.Forwarded, Forwarded),
            Host = table.Read("host", defaults.Host, Host),
        };
        if (settings.ProxyProtocol != ProxyProtocolVersion.None && settings.Http != UpstreamHttp.Http1)
            table.Diagnostics.Add(SettingsDiagnostics.ProxyProtocolShared(table.Place, name));
        settings = Balance(table, settings);
        table.Finish();
        return settings;
    }

    private static IReadOnlyList<ServerSettings> Servers(TableReader table)
    {
        if (table.Node("servers") is Model.TomlArrayNode { Items.Count: 0 } empty)
            table.Diagnostics.Add(SettingsDiagnostics.NoServers(empty.Place, table.Title));
        return table.Read("servers", [], ListValue.Of<ServerSettings>(ServerReader.Read));
    }

    private static UpstreamSettings Balance(TableReader table, UpstreamSettings settings)
    {
        var balance = table.Located<string>("balance", TextValue.Read) ?? settings.Balance;
        var key = table.Located<string>("hash_key", KeyedValue.ReadHashKey);
        if (balance.Value == "hash" && !table.Has("hash_key"))
            table.Diagnostics.Add(SettingsDiagnostics.HashWithoutKey(balance.Place, settings.Name));
        if (key is { } unused && balance.Value != "hash")
            table.Diagnostics.Add(SettingsDiagnostics.KeyWithoutHash(unused.Place, settings.Name, balance.Value));
        return settings with { Balance = balance, HashKey = key?.Value };
    }

    private static bool Host(ValueSource source, [MaybeNullWhen(false)] out HostSettings value)
    {
        value = null;
        if (!TextValue.Read(source, out var text))
            return false;
        value = text switch
        {
            "keep" => HostSettings.Keep,
            "upstream" => new HostSettings(HostKind.Upstream),
            _ => new HostSettings(HostKind.Name, text),
        };
        return value.Kind != HostKind.Name || HostHeader.IsValid(text)
            || source.Refuse(SettingsDiagnostics.HostHeader(source.Node.Place, text));
    }
}
