namespace ScriptProxy.Scripting.Tests.Running;

public sealed class RunawayTests : IDisposable
{
    private readonly Workbench _bench = new();
    private readonly ScriptLibrary _impatient = new(TimeSpan.FromMilliseconds(300));

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("while (true) { }")]
    [InlineData("do { } while (true);")]
    [InlineData("for (;;) { try { for (;;) ; } catch { } }")]
    [InlineData("again: goto again;")]
    [InlineData("IEnumerable<int> Endless() { while (true) yield return 1; } foreach (var i in Endless()) { }")]
    [InlineData("static class A { public static void Spin() { while (true) { } } } A.Spin();")]
    [InlineData("int F(int n) => n > 40 ? 1 : F(n + 1) + F(n + 1); F(0);")]
    [InlineData("Func<int, int> f = null!; f = n => { return n > 40 ? 1 : f(n + 1) + f(n + 1); }; f(0);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Thread.Sleep(-1);")]
    [InlineData("await Task.Yield(); while (true) ;")]
    public void Gives_up_a_script_that_does_not_finish(string text)
    {
        var loaded = _bench.Load(_bench.Request(_bench.Write("site.csx", text)), _impatient);

        var found = Assert.Single(loaded.Diagnostics);
        Assert.Equal("SP2007", found.Code);
        Assert.Contains("0.3 s", found.Message, StringComparison.Ordinal);
        Assert.Null(loaded.Definition);
    }

    [Theory]
    [InlineData("int F(int n) { return F(n + 1) + 1; } F(0);")]
    [InlineData("int F(int n) => F(n + 1) + 1; F(0);")]
    [InlineData("Func<int, int> f = null!; f = n => { return f(n + 1) + 1; }; f(0);")]
    public void Reports_an_endless_recursion_instead_of_dying_of_it(string text)
    {
        var found = _bench.Complaint(text);

        Assert.Equal("SP2006", found.Code);
        Assert.Contains("InsufficientExecutionStackException", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Survives_an_exception_whose_message_throws()
    {
        var found = _bench.Complaint("""
            throw new Sly();
            class Sly : Exception { public override string Message => throw new InvalidOperationException("no"); }
            """);

        Assert.Equal("SP2006", found.Code);
    }

    [Fact]
    public void Refuses_declarations_from_code_that_runs_per_request()
    {
        var route = _bench.DefineRoute("""
            Map("/a").When(http => { Map("/b").To("app"); return true; }).To("app");
            """);

        var error = Assert.Throws<InvalidOperationException>(() => route.Whens[0](null!));

        Assert.Contains("'Map' was called after the script had loaded", error.Message, StringComparison.Ordinal);
    }
}
