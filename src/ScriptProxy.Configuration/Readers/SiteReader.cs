using System.Diagnostics.CodeAnalysis;
using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads a table <c>[site.NAME]</c>, and the upstream that its urls stand for.</summary>
internal static class SiteReader
{
    public static (SiteSettings Site, UpstreamSettings? Upstream) Read(TableReader table, string name)
    {
        var (upstream, made) = Upstream(table, name);
        var site = new SiteSettings
        {
            Name = name,
            Place = table.Place,
            Hosts = Hosts(table),
            Script = table.Located<string>("script", TextValue.ReadPath),
            Upstream = upstream,
            Certificate = table.Read<CertificateSettings?>("certificate", null, CertificateReader.Read),
            Listeners = table.Read<IReadOnlyList<Located<string>>?>("listeners", null, Names),
            Vars = Vars(table.Table("vars")),
        };
        ReportNothingToServe(table, site);
        table.Finish();
        return (site, made);
    }

    private static IReadOnlyList<Located<string>> Hosts(TableReader table)
    {
        if (table.Node("hosts") is TomlArrayNode { Items.Count: 0 } empty)
            table.Diagnostics.Add(SettingsDiagnostics.EmptyText(empty.Place, "hosts"));
        return table.Read(
            "hosts", [new Located<string>("*", table.Place)], ListValue.OfLocated<string>(HostNameValue.Read));
    }

    private static (Located<string>? Name, UpstreamSettings? Made) Upstream(TableReader table, string site)
    {
        if (table.Node("upstream") is not { } node)
            return (null, null);
        if (node is TomlStringNode { Text: var text } && !ServerAddressValue.LooksLikeOne(text))
            return (table.Located<string>("upstream", TextValue.Read), null);

        var servers = node is TomlArrayNode
            ? table.Read("upstream", [], ListValue.Of<ServerSettings>(ServerReader.Read))
            : table.TryRead<ServerSettings>("upstream", ServerReader.Read, out var server) ? [server] : [];
        if (node is TomlArrayNode { Items.Count: 0 })
            table.Diagnostics.Add(SettingsDiagnostics.EmptyText(node.Place, "upstream"));
        var made = new UpstreamSettings { Name = $"site:{site}", Place = node.Place, Servers = servers };
        return (new Located<string>(made.Name, node.Place), made);
    }

    private static bool Names(ValueSource source, [MaybeNullWhen(false)] out IReadOnlyList<Located<string>> value) =>
        ListValue.OfLocated<string>(TextValue.Read)(source, out value);

    private static Dictionary<string, string> Vars(TableReader? table)
    {
        Dictionary<string, string> vars = [];
        foreach (var entry in table?.Entries ?? [])
        {
            if (table!.TryRead<string>(entry.Key, TextValue.ReadAny, out var text))
                vars[entry.Key] = text;
        }

        return vars;
    }

    private static void ReportNothingToServe(TableReader table, SiteSettings site)
    {
        if (!table.Has("script") && !table.Has("upstream"))
            table.Diagnostics.Add(SettingsDiagnostics.SiteServesNothing(site.Place, site.Name));
    }
}
