using ScriptProxy.PluginHosting.Tests.Fixtures;

namespace ScriptProxy.PluginHosting.Tests.Inspection;

public sealed class AssemblyDiagnosticsTests : IDisposable
{
    private const string Plugin = """
        public sealed class Good : IProxyPlugin
        {
            public void Configure(IPluginBuilder plugin) { }
        }
        """;

    private readonly PluginWorkshop _workshop = new();

    [Fact]
    public async Task Refuses_the_abstractions_beside_the_plugins()
    {
        var abstractions = typeof(IProxyPlugin).Assembly.Location;
        File.Copy(abstractions, Path.Combine(_workshop.Plugins, Path.GetFileName(abstractions)));

        await Prints(
            "plugins/ScriptProxy.Abstractions.dll: error SP3006: 'ScriptProxy.Abstractions' is a part of ScriptProxy "
            + "and no plugin; delete it here, and set <Private>false</Private> on the plugin's reference to it so that "
            + "builds leave it out");
    }

    [Fact]
    public async Task Refuses_a_plugin_built_against_newer_abstractions()
    {
        var abstractions = PluginCompiler.Compile(_workshop.At("later/ScriptProxy.Abstractions.dll"), """
            [assembly: System.Reflection.AssemblyVersion("9.1.0.0")]
            namespace ScriptProxy
            {
                public interface IPluginBuilder;
                public interface IProxyPlugin { void Configure(IPluginBuilder plugin); }
            }
            """);
        _workshop.Drop("Geo.dll", Plugin, abstractions);

        await Prints(
            "plugins/Geo.dll: error SP3011: plugin 'Geo' was built against ScriptProxy.Abstractions 9.1.0.0, and this "
            + "ScriptProxy has 1.0.0.0; update ScriptProxy, or build the plugin against 1.0.0.0");
    }

    [Fact]
    public async Task Names_a_missing_dependency_of_a_lone_DLL()
    {
        var maps = PluginCompiler.Compile(_workshop.At("lib/Maps.dll"), "public static class Maps "
            + "{ public static int Size; }");
        _workshop.Drop("Geo.dll", Plugin.Replace("{ }", "{ Maps.Size = 1; }"), maps);

        await Prints(
            "plugins/Geo.dll: error SP3012: plugin 'Geo' needs the assembly 'Maps', which is not there; put 'Geo.dll' "
            + "and 'Maps.dll' into the folder 'Geo'");
    }

    [Fact]
    public async Task Names_a_missing_dependency_of_a_dependency()
    {
        var deep = PluginCompiler.Compile(_workshop.At("lib/Deep.dll"), "public static class Deep "
            + "{ public static int Size; }");
        var maps = _workshop.Drop(
            "Geo/Maps.dll", "public static class Maps { public static void Draw() => Deep.Size = 1; }", deep);
        _workshop.Drop("Geo/Geo.dll", Plugin.Replace("{ }", "{ Maps.Draw(); }"), maps);

        await Prints(
            "plugins/Geo/Geo.dll: error SP3012: plugin 'Geo' needs the assembly 'Deep', which is not there; put "
            + "'Deep.dll' beside 'Geo.dll'");
    }

    [Fact]
    public async Task Refuses_a_plugin_built_for_a_newer_platform()
    {
        var platform = PluginCompiler.CompileAs(
            _workshop.At("later/System.Text.Json.dll"),
            """
            [assembly: System.Reflection.AssemblyVersion("99.0.0.0")]
            namespace System.Text.Json { public static class Future { public static int Size; } }
            """,
            typeof(System.Text.Json.JsonSerializer).Assembly);
        _workshop.Drop("Geo.dll", Plugin.Replace("{ }", "{ System.Text.Json.Future.Size = 1; }"), platform);

        await Prints(
            "plugins/Geo.dll: error SP3013: plugin 'Geo' needs 'System.Text.Json' 99.0.0.0, and this ScriptProxy runs "
            + "on 10.0.0.0; build the plugin for net10.0");
    }

    [Fact]
    public async Task Names_a_missing_dependency_that_the_classes_themselves_are_made_of()
    {
        var deep = PluginCompiler.Compile(_workshop.At("lib/Deep.dll"), "public class Deep;");
        var maps = _workshop.Drop("Geo/Maps.dll", "public class Maps : Deep;", deep);
        _workshop.Drop("Geo/Geo.dll", Plugin + " public class Atlas : Maps;", maps, deep);

        await Prints(
            "plugins/Geo/Geo.dll: error SP3012: plugin 'Geo' needs the assembly 'Deep', which is not there; put "
            + "'Deep.dll' beside 'Geo.dll'");
    }

    public void Dispose() => _workshop.Dispose();

    private async Task Prints(string expected) =>
        Assert.Equal(expected, await _workshop.Report());
}
