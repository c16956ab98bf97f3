using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Readers;

/// <summary>
/// Gathers the tables of all files into one <see cref="ProxySettings"/>; the same table in two files is refused.
/// </summary>
internal sealed class TableCollector(TomlDocument main, List<Diagnostic> diagnostics)
{
    private static readonly string[] Tables =
        ["proxy", "listener", "upstream", "site", "acme", "tls", "log", "shared", "plugin"];

    private readonly Dictionary<string, SourcePlace> _seen = new(StringComparer.Ordinal);
    private readonly List<ListenerSettings> _listeners = [];
    private readonly List<UpstreamSettings> _upstreams = [];
    private readonly List<SiteSettings> _sites = [];
    private readonly List<PluginSettings> _plugins = [];
    private ProxySettings _settings = new() { Global = GlobalReader.Defaults(main) };

    public ProxySettings Settings => _settings with
    {
        Listeners = _listeners,
        Upstreams = _upstreams,
        Sites = _sites,
        Plugins = _plugins,
    };

    public void Add(TomlDocument document)
    {
        foreach (var entry in document.Root.Entries)
        {
            switch (entry.Key)
            {
                case "listener" or "upstream" or "site" or "plugin":
                    AddNamed(document, entry);
                    break;
                case "proxy" when document != main:
                    diagnostics.Add(SettingsDiagnostics.GlobalTableInInclude(entry.Place, main.File));
                    break;
                case "proxy" or "acme" or "tls" or "log" or "shared":
                    AddSingle(document, entry);
                    break;
                case var _ when entry.Value is not TomlFaultyNode:
                    ReportUnknown(entry);
                    break;
            }
        }
    }

    private void ReportUnknown(TomlEntry entry)
    {
        var isTable = entry.Value is TomlTableNode or TomlArrayNode { Items: [TomlTableNode, ..] };
        diagnostics.Add(isTable
            ? SettingsDiagnostics.UnknownTable(entry.Place, entry.Key, Tables)
            : SettingsDiagnostics.KeyOutsideTables(entry.Place, entry.Key));
    }

    private void AddSingle(TomlDocument document, TomlEntry entry)
    {
        if (Open(document, entry, $"[{entry.Key}]") is not { } table)
            return;
        _settings = entry.Key switch
        {
            "proxy" => _settings with { Global = GlobalReader.Read(table, document) },
            "acme" => _settings with { Acme = AcmeReader.Read(table) },
            "tls" => _settings with { Tls = TlsReader.Read(table) },
            "log" => _settings with { Log = LogReader.Read(table) },
            _ => _settings with { Shared = SharedReader.Read(table) },
        };
    }

    private void AddNamed(TomlDocument document, TomlEntry kind)
    {
        if (kind.Value is not TomlTableNode tables || tables.Entries.Any(entry => entry.Value is not TomlTableNode))
        {
            diagnostics.Add(SettingsDiagnostics.NameMissing(kind.Place, kind.Key));
            _settings = _settings with { Complete = false };
            return;
        }

        foreach (var entry in tables.Entries)
        {
            if (!TableName.IsValid(entry.Key))
                diagnostics.Add(SettingsDiagnostics.Name(entry.Place, kind.Key, entry.Key));
            if (Open(document, entry, $"[{kind.Key}.{entry.Key}]") is { } table)
                AddNamed(kind.Key, entry, table);
        }
    }

    private void AddNamed(string kind, TomlEntry entry, TableReader table)
    {
        switch (kind)
        {
            case "listener":
                _listeners.Add(ListenerReader.Read(table, entry.Key));
                break;
            case "upstream":
                _upstreams.Add(UpstreamReader.Read(table, entry.Key));
                break;
            case "site":
                var (site, made) = SiteReader.Read(table, entry.Key);
                _sites.Add(site);
                if (made is not null)
                    _upstreams.Add(made);
                break;
            default:
                var node = (TomlTableNode)entry.Value;
                _plugins.Add(new PluginSettings { Name = entry.Key, Place = node.Place, Table = node });
                break;
        }
    }

    private TableReader? Open(TomlDocument document, TomlEntry entry, string title)
    {
        if (entry.Value is not TomlTableNode node)
        {
            new ValueSource(entry.Value, entry.Key, document.Folder, diagnostics).RefuseType($"one table, {title}");
            return null;
        }

        if (_seen.TryAdd(title, entry.Place))
            return new TableReader(node, title, document.Folder, diagnostics);
        diagnostics.Add(SettingsDiagnostics.SetTwice(entry.Place, title, Hints.At(_seen[title], entry.Place)));
        return null;
    }
}
