using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Tests;

public sealed class ScriptLibraryTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Gives_what_the_script_declares()
    {
        var route = _bench.DefineRoute("""Map("/api/{**rest}").StripPrefix("/api").To("api");""");

        Assert.Equal("/api/{**rest}", route.Pattern.RawText);
        Assert.Equal("/api", route.StripPrefix);
        Assert.Equal(new RouteEnd.ToUpstream("api"), route.End);
        Assert.Equal((1, 1), (route.Place.Line, route.Place.Column));
    }

    [Fact]
    public void Says_at_its_place_in_the_settings_that_a_script_is_missing()
    {
        var request = _bench.Request(_bench.At("gone.csx"));

        var loaded = _bench.Load(request, Workbench.Library);

        var found = Assert.Single(loaded.Diagnostics);
        Assert.Equal(("SP2001", request.NamedAt), (found.Code, found.Place));
        Assert.Equal([request.File], loaded.Files);
    }

    [Fact]
    public void Names_every_file_that_a_change_of_would_matter()
    {
        _bench.Write("common/a.csx", """#load "b.csx" """);
        _bench.Write("common/b.csx", "var shared = 1;");
        var loaded = _bench.Load(
            """
            #load "common/a.csx"
            Map("/").To("app");
            """);

        Assert.Empty(loaded.Diagnostics);
        Assert.Equal([_bench.At("site.csx"), _bench.At("common/a.csx"), _bench.At("common/b.csx")], loaded.Files);
    }

    [Fact]
    public void Watches_for_a_loaded_file_that_does_not_exist_yet()
    {
        var loaded = _bench.Load("""#load "later.csx" """);

        Assert.Contains(_bench.At("later.csx"), loaded.Files);
        Assert.Null(loaded.Definition);
    }

    [Fact]
    public void Refuses_a_loaded_file_that_everyone_may_write()
    {
        if (OperatingSystem.IsWindows())
            return;
        var open = _bench.Write("open.csx", "var x = 1;");
        File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);

        var found = _bench.Complaint("""
            #load "open.csx"
            Map("/").To("app");
            """);

        Assert.Equal(("SP2003", new SourcePlace(open)), (found.Code, found.Place));
    }

    [Fact]
    public void Lets_a_script_be_replaced_after_it_was_loaded_once()
    {
        _bench.Define("""Map("/a").To("app");""");

        Assert.Equal("/b", _bench.DefineRoute("""Map("/b").To("app");""").Pattern.RawText);
    }

    [Fact]
    public void Gives_nothing_after_it_was_disposed()
    {
        var loaded = _bench.Load("""Map("/a").To("app");""");

        loaded.Dispose();

        Assert.Null(loaded.Definition);
    }
}
