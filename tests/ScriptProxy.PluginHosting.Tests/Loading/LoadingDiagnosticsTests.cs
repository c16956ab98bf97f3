using ScriptProxy.PluginHosting.Tests.Fixtures;

namespace ScriptProxy.PluginHosting.Tests.Loading;

public sealed class LoadingDiagnosticsTests : IDisposable
{
    private const string Plugin = """
        public sealed class Good : IProxyPlugin
        {
            public void Configure(IPluginBuilder plugin) { }
        }
        """;

    private readonly PluginWorkshop _workshop = new();

    [Fact]
    public async Task Refuses_a_dependency_in_the_main_folder()
    {
        _workshop.Drop("Maps.dll", "public static class Maps;");

        await Prints(
            "plugins/Maps.dll: error SP3007: plugin 'Maps' has no public class that implements IProxyPlugin; move a "
            + "dependency into the folder of its plugin, plugins/NAME/");
    }

    [Fact]
    public async Task Refuses_a_folder_whose_DLL_has_no_plugin_class()
    {
        _workshop.Drop("Geo/Geo.dll", "public abstract class Half : IProxyPlugin "
            + "{ public abstract void Configure(IPluginBuilder plugin); }");

        await Prints(
            "plugins/Geo/Geo.dll: error SP3007: plugin 'Geo' has no public class that implements IProxyPlugin; add "
            + "one");
    }

    [Fact]
    public async Task Refuses_a_plugin_class_that_is_not_public()
    {
        _workshop.Drop("Geo.dll", "namespace Maps; " + Plugin.Replace("public sealed class", "internal sealed class"));

        await Prints(
            "plugins/Geo.dll: error SP3008: plugin 'Geo' has a class 'Maps.Good' that implements IProxyPlugin and is "
            + "not public; make it public");
    }

    [Fact]
    public async Task Refuses_several_plugin_classes()
    {
        _workshop.Drop("Geo.dll", Plugin.Replace("Good", "Two") + Plugin.Replace("Good", "One"));

        await Prints(
            "plugins/Geo.dll: error SP3009: plugin 'Geo' has several classes that implement IProxyPlugin, 'One', "
            + "'Two'; keep one for each DLL");
    }

    [Fact]
    public async Task Refuses_a_plugin_without_a_constructor_without_parameters()
    {
        _workshop.Drop("Geo.dll", Plugin.Replace("Good :", "Good(int size) :"));

        await Prints(
            "plugins/Geo.dll: error SP3010: plugin 'Geo' cannot be made, for 'Good' has no public constructor without "
            + "parameters; add one, and take settings from Options<T>() in Configure");
    }

    [Fact]
    public async Task Refuses_a_plugin_whose_types_do_not_fit()
    {
        var abstractions = PluginCompiler.Compile(_workshop.At("other/ScriptProxy.Abstractions.dll"), """
            namespace ScriptProxy
            {
                public interface IPluginBuilder;
                public interface IProxyPlugin { void Prepare(); }
            }
            """);
        _workshop.Drop("Geo.dll", Plugin.Replace("Configure(IPluginBuilder plugin)", "Prepare()"), abstractions);

        await Prints(
            "plugins/Geo.dll: error SP3014: plugin 'Geo' cannot be loaded: Method 'Configure' in type 'Good' from "
            + "assembly 'Geo, Version=0.0.0.0, Culture=neutral, PublicKeyToken=null' does not have an implementation; "
            + "build it again and copy all that 'dotnet publish' gives");
    }

    [Fact]
    public async Task Refuses_a_plugin_whose_list_of_dependencies_is_broken()
    {
        var file = _workshop.Drop("Geo/Geo.dll", Plugin);
        File.WriteAllText(Path.ChangeExtension(file, ".deps.json"), "{");

        Assert.StartsWith(
            "plugins/Geo/Geo.dll: error SP3014: plugin 'Geo' cannot be loaded: ",
            await _workshop.Report(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_what_a_constructor_throws()
    {
        _workshop.Drop(
            "Geo.dll", Plugin.Replace("{\n", "{\n    public Good() => throw new IOException(\"no\\ndisk.\");\n"));

        await Prints(
            "plugins/Geo.dll: error SP3015: plugin 'Geo' failed in the constructor of 'Good': IOException: no disk, at "
            + "Geo.cs:3");
    }

    [Fact]
    public async Task Reports_what_Configure_throws_and_where()
    {
        _workshop.Drop("Geo.dll", Plugin.Replace("{ }", "{\n throw new InvalidOperationException(\"no database\"); }"));

        await Prints(
            "plugins/Geo.dll: error SP3016: plugin 'Geo' failed in Configure: InvalidOperationException: no database, "
            + "at Geo.cs:4");
    }

    [Fact]
    public async Task Reports_what_Configure_throws_without_symbols()
    {
        var file = _workshop.Drop("Geo.dll", Plugin.Replace("{ }", "{ int.Parse(\"x\"); }"));
        File.Delete(Path.ChangeExtension(file, ".pdb"));

        await Prints(
            "plugins/Geo.dll: error SP3016: plugin 'Geo' failed in Configure: FormatException: The input string 'x' "
            + "was not in a correct format");
    }

    [Fact]
    public async Task Reports_the_cause_of_a_type_initializer_that_failed()
    {
        _workshop.Drop("Geo.dll", Plugin.Replace("{ }", "{ _ = Maps.Size; }")
            + " public static class Maps { public static readonly int Size = int.Parse(\"x\"); static Maps() { } }");

        await Prints(
            "plugins/Geo.dll: error SP3016: plugin 'Geo' failed in Configure: FormatException: The input string 'x' "
            + "was not in a correct format, at Geo.cs:4");
    }

    [Fact]
    public async Task Reports_a_Configure_that_does_not_end()
    {
        using var hurried = new PluginWorkshop { Limit = TimeSpan.FromMilliseconds(300) };
        hurried.DropConfiguring("Geo", "plugin.Stopping.WaitHandle.WaitOne();");

        Assert.Equal(
            "plugins/Geo.dll: error SP3017: plugin 'Geo' was not configured within 0.3 seconds; let Configure only "
            + "declare, and begin slow work in a task that ends with Stopping",
            await hurried.Report());
    }

    public void Dispose() => _workshop.Dispose();

    private async Task Prints(string expected) =>
        Assert.Equal(expected, await _workshop.Report());
}
