using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Tests.Running;

public sealed class UnloadTests : IDisposable
{
    private const string Lively =
        """"
        #load "common.csx"
        #r "greeter.dll"
        using System.Text.RegularExpressions;

        var seen = 0;
        var rule = new Regex("^/a(.*)$", RegexOptions.Compiled);
        Log.LogInformation("{Json}", JsonSerializer.Serialize(new Order("x", 3)));
        Log.LogInformation("{Order}", JsonSerializer.Deserialize<Order>("""{ "Name": "y", "Count": 1 }"""));
        await Task.Yield();
        Map("/a/{**rest}")
            .When(http => rule.IsMatch(http.Request.Path) && seen++ < 5)
            .RequestHeader("X-Greeting", http => Greeter.Greet("you") + seen)
            .Handle(async http => { await Task.Delay(1); return Results.Json(new Order("z", Shared(1))); });
        Log.LogInformation("{Greeting}", Greeter.Greet("me"));

        record Order(string Name, int Count);
        """";

    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Leaves_nothing_behind_after_fifty_reloads()
    {
        WriteGreeter();
        _bench.Write("common.csx", "int Shared(int n) { while (n < 3) n++; return n; }");
        var contexts = Enumerable.Range(0, 50).Select(_ => LoadAndDispose(Lively, Workbench.Library)).ToList();

        Assert.All(contexts, context => Assert.NotNull(context));
        AssertAllDie(contexts);
    }

    [Theory]
    [InlineData("""Map("/a");""", "SP2103")]
    [InlineData("""throw new MyException(); class MyException : Exception { }""", "SP2006")]
    [InlineData("""await Task.Yield(); throw new MyException(); class MyException : Exception { }""", "SP2006")]
    [InlineData("""Map("/a").When(http => true).To("app"); while (true) ;""", "SP2007")]
    [InlineData("""Map("/a").When(http => true).To("app"); Thread.Sleep(-1);""", "SP2007")]
    [InlineData("""await Task.Delay(-1);""", "SP2007")]
    public void Leaves_nothing_behind_after_a_failed_load(string text, string code)
    {
        var limit = code == "SP2007" ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(30);
        var contexts = WatchFailure(text, code, new ScriptLibrary(limit));

        Assert.Single(contexts);
        AssertAllDie(contexts);
    }

    [Fact]
    public void Does_not_lock_an_assembly_that_a_script_refers_to()
    {
        WriteGreeter();
        _bench.Define("""
            #r "greeter.dll"
            Map("/a").Respond(Greeter.Greet("you"));
            """);

        File.Delete(_bench.At("greeter.dll"));

        Assert.False(File.Exists(_bench.At("greeter.dll")));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference? LoadAndDispose(string text, ScriptLibrary library)
    {
        using var loaded = library.Load(_bench.Request(_bench.Write("site.csx", text)));
        Assert.Empty(loaded.Diagnostics);
        var script = loaded.Definition!.Routes[0].Whens[0].Method.Module.Assembly;
        return new WeakReference(AssemblyLoadContext.GetLoadContext(script));
    }

    // A script whose load fails is never handed out, so it is caught while its assembly is being loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private List<WeakReference?> WatchFailure(string text, string code, ScriptLibrary library)
    {
        var request = _bench.Request(_bench.Write("failing.csx", text));
        var contexts = new List<WeakReference?>();
        void Watch(object? sender, AssemblyLoadEventArgs loaded)
        {
            var context = AssemblyLoadContext.GetLoadContext(loaded.LoadedAssembly);
            if (context?.Name == request.File)
                contexts.Add(new WeakReference(context));
        }

        AppDomain.CurrentDomain.AssemblyLoad += Watch;
        try
        {
            using var loaded = library.Load(request);
            Assert.Equal(code, Assert.Single(loaded.Diagnostics, found => found.Severity == Severity.Error).Code);
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyLoad -= Watch;
        }

        return contexts;
    }

    private static void AssertAllDie(List<WeakReference?> contexts)
    {
        Collect(() => contexts.TrueForAll(context => !context!.IsAlive));
        Assert.DoesNotContain(contexts, context => context!.IsAlive);
    }

    private static void Collect(Func<bool> done)
    {
        for (var i = 0; i < 50 && !done(); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private void WriteGreeter() => Library.Compile(
        _bench.At("greeter.dll"),
        "public static class Greeter { public static string Greet(string who) => $\"hello {who}\"; }");
}
