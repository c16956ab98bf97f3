using Microsoft.AspNetCore.Http;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Tests;

/// <summary>Lines and columns must be the author's own although a guard is compiled into the text.</summary>
public sealed class ScriptPlacesTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("""Map("/a");""", 1, 1)]
    [InlineData("\n   Map(\"/a\")\n  .Order(1);", 2, 4)]
    [InlineData("""var x = 1;  Map("/a");""", 1, 13)]
    [InlineData("""for (var i = 0; i < 1; i++) Map("/a");""", 1, 29)]
    [InlineData("""foreach (var p in new[] { "/a" }) { Map(p); }""", 1, 37)]
    [InlineData("""var n = 0; while (n++ < 1) while (n++ < 2) Map("/a");""", 1, 44)]
    [InlineData("""do { Map("/a"); } while (false);""", 1, 6)]
    [InlineData("""do  { } while (false); Map("/a");""", 1, 24)]
    [InlineData("""void F() { int.Parse("1"); Map("/a"); } F();""", 1, 28)]
    [InlineData("""void F() => Map("/a"); F();""", 1, 13)]
    [InlineData("""int F(int x) => x; var y = F(1); Map("/a");""", 1, 34)]
    [InlineData("""int F(int x) => x; Action a = () => { F(1); Map("/a"); }; a();""", 1, 45)]
    [InlineData("""int n = 0; again: n++; if (n < 3) goto again; Map("/a");""", 1, 47)]
    [InlineData("using System.Text;\nwhile (true) { break; } Map(\"/a\");\n", 2, 25)]
    public void Names_the_statement_that_declares_a_route(string text, int line, int column)
    {
        var found = _bench.Complaint(text);

        Assert.Equal(("SP2103", line, column), (found.Code, found.Place.Line, found.Place.Column));
    }

    [Fact]
    public void Names_the_loaded_file_too()
    {
        _bench.Write("lib/more.csx", "\nvoid More() { while (true) { Map(\"/a\"); break; } }");

        var found = _bench.Complaint("#load \"lib/more.csx\"\nMore();");

        Assert.Equal((_bench.At("lib/more.csx"), 2, 30), (found.Place.File, found.Place.Line, found.Place.Column));
    }

    [Fact]
    public async Task Finds_the_line_that_a_lambda_threw_from()
    {
        var route = _bench.DefineRoute("""
            int Loop(int n) { while (true) { if (n++ > 3) throw new InvalidOperationException("no"); } }
            Map("/a").Handle(async http =>
            {
                await Task.Yield();
                  Loop(1);
            });
            """);

        var handler = Assert.IsType<RouteEnd.Handle>(route.End).Handler;
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => handler(new DefaultHttpContext()));

        var place = ScriptLocation.Of(new TimeoutException("outer", error));
        Assert.Equal((_bench.At("site.csx"), 1, 47), (place!.Value.File, place.Value.Line, place.Value.Column));
    }

    [Fact]
    public void Finds_no_line_when_no_script_took_part() =>
        Assert.Null(ScriptLocation.Of(new InvalidOperationException("ours")));
}
