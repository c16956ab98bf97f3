using System.Diagnostics;
using ScriptProxy.PluginHosting.Tests.Fixtures;
using ScriptProxy.Server;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

public sealed class WatchTests
{
    [Fact]
    public async Task A_script_saved_by_rename_takes_over()
    {
        await using var proxy = await Watched("one");
        proxy.Save(Answering("two"));
        await Serves(proxy, "two");
    }

    [Fact]
    public async Task A_script_written_in_place_takes_over()
    {
        await using var proxy = await Watched("one");
        proxy.Folder.Write("site.csx", Answering("two"));
        await Serves(proxy, "two");
    }

    [Fact]
    public async Task A_script_emptied_and_then_written_takes_over()
    {
        await using var proxy = await Watched("one");
        await using (var file = new FileStream(proxy.Folder.At("site.csx"), FileMode.Truncate))
        {
            await Task.Delay(100);
            await file.WriteAsync("""Map("/").Respond("two");"""u8.ToArray());
        }

        await Serves(proxy, "two");
    }

    [Fact]
    public async Task A_loaded_file_takes_over_and_may_be_missing_for_a_while()
    {
        await using var proxy = await RunningProxy.Start(
            """
            #load "words.csx"
            Map("/").Respond(Word);
            """,
            watch: true,
            files: ("words.csx", """const string Word = "one";"""));
        proxy.Folder.Write("words.csx", """const string Word = "two";""");
        await Serves(proxy, "two");

        var reports = Reports(proxy);
        File.Delete(proxy.Folder.At("words.csx"));
        await Polling.BecomesTrue(() => reports.Exists(report => !report.Succeeded));
        proxy.Folder.Write("words.csx", """const string Word = "three";""");
        await Serves(proxy, "three");
    }

    [Fact]
    public async Task A_script_that_was_missing_takes_over_when_it_appears()
    {
        await using var proxy = await Watched("one");
        var reports = Reports(proxy);
        File.Move(proxy.Folder.At("site.csx"), proxy.Folder.At("aside"));
        await Polling.BecomesTrue(() => reports.Exists(report => !report.Succeeded));
        Assert.Equal("one", await proxy.GetText("/"));

        proxy.Save(Answering("two"));
        await Serves(proxy, "two");
    }

    [Fact]
    public async Task An_included_file_takes_over_when_edited_and_when_new()
    {
        await using var proxy = await Including("sites/*.toml", "sites/a.toml", "../");
        proxy.Folder.Write("sites/a.toml", Site("a", "a.test", "two", "../"));
        await Serves(proxy, "two", "a.test");
        proxy.Folder.Write("sites/b.toml", Site("b", "b.test", "new", "../"));
        await Serves(proxy, "new", "b.test");
    }

    [Fact]
    public async Task A_new_file_is_included_below_a_folder_that_a_wildcard_names()
    {
        await using var proxy = await Including("sites/*/site.toml", "sites/a/site.toml", "../../");
        proxy.Folder.Write("sites/b/site.toml", Site("b", "b.test", "new", "../../"));
        await Serves(proxy, "new", "b.test");
    }

    [Fact]
    public async Task A_swapped_link_takes_over()
    {
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"one\");", watch: true);
        proxy.Folder.Write("v2/site.csx", Answering("two"));
        File.CreateSymbolicLink(proxy.Folder.At("next"), proxy.Folder.At("v2/site.csx"));
        File.Move(proxy.Folder.At("next"), proxy.Folder.At("site.csx"), overwrite: true);
        await Serves(proxy, "two");

        proxy.Folder.Write("v3/site.csx", Answering("six"));
        File.SetLastWriteTimeUtc(
            proxy.Folder.At("v3/site.csx"), File.GetLastWriteTimeUtc(proxy.Folder.At("v2/site.csx")));
        File.CreateSymbolicLink(proxy.Folder.At("next"), proxy.Folder.At("v3/site.csx"));
        File.Move(proxy.Folder.At("next"), proxy.Folder.At("site.csx"), overwrite: true);
        await Serves(proxy, "six");
    }

    [Fact]
    public async Task Several_files_saved_at_once_reload_once()
    {
        await using var proxy = await RunningProxy.Start(
            """
            #load "a.csx"
            #load "b.csx"
            Map("/").Respond(A + B);
            """,
            watch: true,
            files: [("a.csx", "const string A = \"1\";"), ("b.csx", "const string B = \"1\";")]);
        var reports = Reports(proxy);
        for (var version = 2; ; version++)
        {
            proxy.Folder.Write("a.new", $"const string A = \"{version}\";");
            proxy.Folder.Write("b.new", $"const string B = \"{version}\";");
            var began = Stopwatch.GetTimestamp();
            File.Move(proxy.Folder.At("a.new"), proxy.Folder.At("a.csx"), overwrite: true);
            File.Move(proxy.Folder.At("b.new"), proxy.Folder.At("b.csx"), overwrite: true);
            var wasAtOnce = Stopwatch.GetElapsedTime(began) < TimeSpan.FromMilliseconds(100);
            await Serves(proxy, $"{version}{version}");
            await Task.Delay(600);
            if (wasAtOnce)
                break;
            reports.Clear();
        }

        Assert.Single(reports);
    }

    [Fact]
    public async Task A_plugin_takes_over_when_dropped_replaced_and_deleted()
    {
        const string Use = "Use(\"word\"); Map(\"/\").Respond(\"none\");";
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"none\");", watch: true);
        DropPlugin(proxy, "one");
        await Task.Delay(400);
        proxy.Save(Use);
        await Serves(proxy, "one");

        DropPlugin(proxy, "two");
        await Serves(proxy, "two");

        proxy.Save("Map(\"/\").Respond(\"without\");");
        await Serves(proxy, "without");
        var reports = Reports(proxy);
        File.Delete(proxy.Folder.At("plugins/Word.dll"));
        await Polling.BecomesTrue(() => reports.Exists(report => report.Summary is { Plugins.Count: 0 }));
    }

    [Fact]
    public async Task Without_watch_only_a_demand_reloads()
    {
        await using var proxy = await RunningProxy.Start(Answering("one"));
        proxy.Save(Answering("two"));
        await Task.Delay(800);
        Assert.Equal("one", await proxy.GetText("/"));
        Assert.Empty(await proxy.Reload());
        Assert.Equal("two", await proxy.GetText("/"));
    }

    [Fact]
    public async Task Watch_itself_can_be_turned_off_and_on()
    {
        await using var proxy = await Watched("one");
        var reports = Reports(proxy);
        proxy.WriteToml("", watch: false);
        await Polling.BecomesTrue(() => reports.Count > 0);
        proxy.Save(Answering("two"));
        await Task.Delay(800);
        Assert.Equal("one", await proxy.GetText("/"));

        proxy.WriteToml("", watch: true);
        Assert.Empty(await proxy.Reload());
        Assert.Equal("two", await proxy.GetText("/"));
        proxy.Save(Answering("three"));
        await Serves(proxy, "three");
    }

    private static string Answering(string text) => $"Map(\"/\").Respond(\"{text}\");";

    private static Task<RunningProxy> Watched(string text) => RunningProxy.Start(Answering(text), watch: true);

    private static Task<RunningProxy> Including(string pattern, string file, string up) => RunningProxy.Start(
        Answering("main"), $"[proxy]\ninclude = [\"{pattern}\"]", files:
        [
            (file, Site("a", "a.test", "one", up)),
            ("one.csx", Answering("one")), ("two.csx", Answering("two")), ("new.csx", Answering("new")),
        ]);

    private static string Site(string name, string host, string script, string up) =>
        $"[site.{name}]\nhosts = [\"{host}\"]\nscript = \"{up}{script}.csx\"\n";

    private static List<LoadReport> Reports(RunningProxy proxy)
    {
        var reports = new List<LoadReport>();
        proxy.Host.Reloaded += reports.Add;
        return reports;
    }

    private static Task Serves(RunningProxy proxy, string expected, string host = "localhost") =>
        Polling.Becomes(expected, async () =>
        {
            using var answer = await proxy.Get("/", ("Host", host));
            return await answer.Content.ReadAsStringAsync();
        });

    private static void DropPlugin(RunningProxy proxy, string word)
    {
        var made = PluginCompiler.Compile(proxy.Folder.At("made/Word.dll"), $$"""
            public sealed class Word : IProxyPlugin
            {
                public void Configure(IPluginBuilder plugin) =>
                    plugin.AddMiddleware("word", (http, next) => http.Response.WriteAsync("{{word}}"));
            }
            """);
        Directory.CreateDirectory(proxy.Folder.At("plugins"));
        File.Move(made, proxy.Folder.At("plugins/Word.dll"), overwrite: true);
    }
}
