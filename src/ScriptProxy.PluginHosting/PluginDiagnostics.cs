using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting;

/// <summary>Every mistake of a plugin's author or owner, SP3000 to SP3999.</summary>
internal static class PluginDiagnostics
{
    public static Diagnostic BothForms(PluginFile plugin) => Error(
        plugin, "SP3001", $"plugin '{plugin.Name}' is there twice, as '{plugin.Name}.dll' and as "
            + $"'{plugin.Name}/{plugin.Name}.dll'; delete one of them");

    public static Diagnostic FolderWithoutMain(SourcePlace folder, string name) => Diagnostic.Warning(
        folder, "SP3002", $"folder '{name}' holds DLLs but no '{name}.dll', so nothing of it is loaded; give the "
            + "folder the name of its plugin's DLL");

    public static Diagnostic WritableByEveryone(PluginFile plugin, string file) => Diagnostic.Error(
        new SourcePlace(file), "SP3003", $"'{Path.GetFileName(file)}' of plugin '{plugin.Name}' may be written by "
            + "everyone on this machine; take the right away with 'chmod o-w'");

    public static Diagnostic NotAnAssembly(PluginFile plugin) => Error(
        plugin, "SP3004", $"plugin '{plugin.Name}' is not a .NET assembly; put the DLL here that 'dotnet build' made, "
            + "and a native library into the folder of the plugin that uses it");

    public static Diagnostic Unreadable(SourcePlace place, string reason) => Diagnostic.Error(
        place, "SP3005", $"'{Path.GetFileName(place.File)}' cannot be read: {OneLine.Of(reason)}; let the proxy's user "
            + "read it");

    public static Diagnostic IsAbstractions(PluginFile plugin) => Error(
        plugin, "SP3006", $"'{plugin.Name}' is a part of ScriptProxy and no plugin; delete it here, and set "
            + "<Private>false</Private> on the plugin's reference to it so that builds leave it out");

    public static Diagnostic NoPluginClass(PluginFile plugin) => Error(
        plugin, "SP3007", $"plugin '{plugin.Name}' has no public class that implements IProxyPlugin; "
            + (plugin.HasOwnFolder ? "add one" : "move a dependency into the folder of its plugin, plugins/NAME/"));

    public static Diagnostic PluginClassNotPublic(PluginFile plugin, string type) => Error(
        plugin, "SP3008", $"plugin '{plugin.Name}' has a class '{type}' that implements IProxyPlugin and is not "
            + "public; make it public");

    public static Diagnostic SeveralPluginClasses(PluginFile plugin, IEnumerable<string> types) => Error(
        plugin, "SP3009", $"plugin '{plugin.Name}' has several classes that implement IProxyPlugin, "
            + $"{string.Join(", ", types.Select(type => $"'{type}'"))}; keep one for each DLL");

    public static Diagnostic NoConstructor(PluginFile plugin, string type) => Error(
        plugin, "SP3010", $"plugin '{plugin.Name}' cannot be made, for '{type}' has no public constructor without "
            + "parameters; add one, and take settings from Options<T>() in Configure");

    public static Diagnostic NewerAbstractions(PluginFile plugin, Version builtWith, Version has) => Error(
        plugin, "SP3011", $"plugin '{plugin.Name}' was built against ScriptProxy.Abstractions {builtWith}, and this "
            + $"ScriptProxy has {has}; update ScriptProxy, or build the plugin against {has}");

    public static Diagnostic MissingDependency(PluginFile plugin, string assembly) => Error(
        plugin, "SP3012", $"plugin '{plugin.Name}' needs the assembly '{assembly}', which is not there; put "
            + (plugin.HasOwnFolder
                ? $"'{assembly}.dll' beside '{plugin.Name}.dll'"
                : $"'{plugin.Name}.dll' and '{assembly}.dll' into the folder '{plugin.Name}'"));

    public static Diagnostic NewerPlatform(PluginFile plugin, string assembly, Version builtWith, Version has) => Error(
        plugin, "SP3013", $"plugin '{plugin.Name}' needs '{assembly}' {builtWith}, and this ScriptProxy runs on {has}; "
            + $"build the plugin for net{Environment.Version.ToString(2)}");

    public static Diagnostic CannotBeLoaded(PluginFile plugin, string reason) => Error(
        plugin, "SP3014", $"plugin '{plugin.Name}' cannot be loaded: {reason}; build it again and copy all that "
            + "'dotnet publish' gives");

    public static Diagnostic ConstructorThrew(PluginFile plugin, string type, string fault) => Error(
        plugin, "SP3015", $"plugin '{plugin.Name}' failed in the constructor of '{type}': {fault}");

    public static Diagnostic ConfigureThrew(PluginFile plugin, string fault) => Error(
        plugin, "SP3016", $"plugin '{plugin.Name}' failed in Configure: {fault}");

    public static Diagnostic TookTooLong(PluginFile plugin, TimeSpan limit) => Error(
        plugin, "SP3017", $"plugin '{plugin.Name}' was not configured within {limit.TotalSeconds:0.###} seconds; let "
            + "Configure only declare, and begin slow work in a task that ends with Stopping");

    public static Diagnostic TableWithoutPlugin(SourcePlace table, string name, string? nearest) => Diagnostic.Error(
        table, "SP3018", $"there is no plugin '{name}' for the table 'plugin.{name}'; "
            + (nearest is null
                ? $"put '{name}.dll' into the plugins folder, or remove the table"
                : $"did you mean '{nearest}'?"));

    public static Diagnostic TableNotRead(SourcePlace table, string name) => Diagnostic.Warning(
        table, "SP3019", $"plugin '{name}' has no settings, so the table 'plugin.{name}' does nothing; remove the "
            + "table");

    public static Diagnostic MiddlewareTwice(PluginFile plugin, string name, string first) => Error(
        plugin, "SP3020", Twice("middleware", plugin, name, first));

    public static Diagnostic BalancerTwice(PluginFile plugin, string name, string first) => Error(
        plugin, "SP3021", Twice("balancer", plugin, name, first));

    public static Diagnostic BalancerIsBuiltIn(PluginFile plugin, string name) => Error(
        plugin, "SP3022", $"plugin '{plugin.Name}' adds a balancer '{name}', which is the name of a built-in policy; "
            + "give it another name");

    public static Diagnostic DnsChallengeTwice(PluginFile plugin, string name, string first) => Error(
        plugin, "SP3023", Twice("DNS challenge", plugin, name, first));

    private static string Twice(string what, PluginFile plugin, string name, string first) =>
        first == plugin.Name
            ? $"plugin '{first}' adds a {what} '{name}' twice; give each a name of its own"
            : $"plugins '{first}' and '{plugin.Name}' both add a {what} '{name}'; rename it in one, or remove that "
            + "plugin";

    private static Diagnostic Error(PluginFile plugin, string code, string message) =>
        Diagnostic.Error(plugin.Place, code, message);
}
