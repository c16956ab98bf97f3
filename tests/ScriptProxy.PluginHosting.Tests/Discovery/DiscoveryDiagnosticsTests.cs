using ScriptProxy.PluginHosting.Tests.Fixtures;

namespace ScriptProxy.PluginHosting.Tests.Discovery;

public sealed class DiscoveryDiagnosticsTests : IDisposable
{
    private const string Plugin = """
        public sealed class Good : IProxyPlugin
        {
            public void Configure(IPluginBuilder plugin) { }
        }
        """;

    private readonly PluginWorkshop _workshop = new();

    [Fact]
    public async Task Refuses_a_plugin_that_is_there_in_both_forms()
    {
        _workshop.Drop("Geo.dll", Plugin);
        _workshop.Drop("Geo/Geo.dll", Plugin);

        await Prints(
            "plugins/Geo.dll: error SP3001: plugin 'Geo' is there twice, as 'Geo.dll' and as 'Geo/Geo.dll'; "
            + "delete one of them");
    }

    [Fact]
    public async Task Warns_of_a_folder_whose_DLLs_have_other_names()
    {
        _workshop.Drop("Geo/Other.dll", Plugin);

        await Prints(
            "plugins/Geo: warning SP3002: folder 'Geo' holds DLLs but no 'Geo.dll', so nothing of it is loaded; "
            + "give the folder the name of its plugin's DLL");
    }

    [Fact]
    public async Task Refuses_a_plugin_that_everyone_may_write()
    {
        var file = _workshop.Drop("Geo.dll", Plugin);
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.OtherWrite);

        await Prints(
            "plugins/Geo.dll: error SP3003: 'Geo.dll' of plugin 'Geo' may be written by everyone on this machine; "
            + "take the right away with 'chmod o-w'");
    }

    [Fact]
    public async Task Refuses_a_dependency_that_everyone_may_write()
    {
        _workshop.Drop("Geo/Geo.dll", Plugin);
        var file = _workshop.Drop("Geo/Maps.dll", "public static class Maps;");
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.OtherWrite);

        await Prints(
            "plugins/Geo/Maps.dll: error SP3003: 'Maps.dll' of plugin 'Geo' may be written by everyone on this "
            + "machine; take the right away with 'chmod o-w'");
    }

    [Fact]
    public async Task Refuses_what_is_not_an_assembly()
    {
        File.WriteAllText(Path.Combine(_workshop.Plugins, "Geo.dll"), "hello");

        await Prints(
            "plugins/Geo.dll: error SP3004: plugin 'Geo' is not a .NET assembly; put the DLL here that 'dotnet build' "
            + "made, and a native library into the folder of the plugin that uses it");
    }

    [Fact]
    public async Task Refuses_a_half_written_DLL()
    {
        var file = _workshop.Drop("Geo.dll", Plugin);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..700]);

        await Prints(
            "plugins/Geo.dll: error SP3004: plugin 'Geo' is not a .NET assembly; put the DLL here that 'dotnet build' "
            + "made, and a native library into the folder of the plugin that uses it");
    }

    [Fact]
    public async Task Refuses_a_link_that_leads_nowhere()
    {
        File.CreateSymbolicLink(Path.Combine(_workshop.Plugins, "Geo.dll"), _workshop.At("nowhere.dll"));

        await Prints(
            "plugins/Geo.dll: error SP3005: 'Geo.dll' cannot be read: Could not find file 'nowhere.dll'; "
            + "let the proxy's user read it");
    }

    public void Dispose() => _workshop.Dispose();

    private async Task Prints(string expected) =>
        Assert.Equal(expected, await _workshop.Report());
}
