using System.Net;
using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads <c>[proxy]</c>.</summary>
internal static class GlobalReader
{
    private static readonly ValueReader<Scheduling> SchedulingValue =
        ChoiceValue.Of(("inline", Scheduling.Inline), ("pool", Scheduling.Pool));

    /// <summary>What holds without the table.</summary>
    public static GlobalSettings Defaults(TomlDocument document) => new()
    {
        AdminPlace = new SourcePlace(document.File),
        AdminTokenPlace = new SourcePlace(document.File),
        PluginsFolder = Path.Combine(document.Folder, "plugins"),
        StateFolder = Path.Combine(document.Folder, "state"),
        SchedulingPlace = new SourcePlace(document.File),
    };

    public static GlobalSettings Read(TableReader table, TomlDocument document)
    {
        var defaults = Defaults(document);
        table.Has(IncludeReader.Key);
        var settings = defaults with
        {
            Admin = table.Read("admin", defaults.Admin, ListenAddressValue.ReadOrOff),
            AdminPlace = table.Node("admin")?.Place ?? defaults.AdminPlace,
            AdminToken = table.Text("admin_token"),
            AdminTokenPlace = table.Node("admin_token")?.Place ?? defaults.AdminTokenPlace,
            PluginsFolder = table.FullPath("plugins") ?? defaults.PluginsFolder,
            StateFolder = table.FullPath("state") ?? defaults.StateFolder,
            TrustedProxies = table.Read(
                "trusted_proxies", defaults.TrustedProxies, ListValue.Of<IPNetwork>(NetworkValue.Read)),
            ServerHeader = table.Read("server_header", defaults.ServerHeader, TextValue.ReadOrOff),
            Watch = table.Read<bool>("watch", defaults.Watch, FlagValue.Read),
            ShutdownTimeout = table.Read<TimeSpan>(
                "shutdown_timeout", defaults.ShutdownTimeout, DurationValue.ReadTimer),
            DrainTimeout = table.Read<TimeSpan?>("drain_timeout", defaults.DrainTimeout, DurationValue.ReadTimerOrOff),
            Scheduling = table.Read("scheduling", defaults.Scheduling, SchedulingValue),
            SchedulingPlace = table.Node("scheduling")?.Place ?? defaults.SchedulingPlace,
            ScriptBudget = table.Read<TimeSpan?>("script_budget", defaults.ScriptBudget, DurationValue.ReadTimerOrOff),
        };
        table.Finish();
        return settings;
    }
}
