using System.Text;
using ScriptProxy.Scripting.Compiling;
using ScriptProxy.Scripting.Outside;

namespace ScriptProxy.Scripting.Tests.Outside;

/// <summary>What becomes of a script that the other process does not compile; a shell stands in for it.</summary>
public sealed class OutsideCompilerTests
{
    private static readonly string Version = ScriptSource.CompilerVersion();
    private static readonly string Greets = $"printf '\\{Convert.ToString(Version.Length, 8)}%s' '{Version}'";
    private static readonly ScriptSource Source = new("/etc/proxy/site.csx", Encoding.UTF8.GetBytes("Map(\"/\");"), []);

    [Fact]
    public void A_program_that_is_not_there_has_scripts_compiled_here_and_is_told_of_once()
    {
        using var compiler = Compiler(new CompilerProgram("/no/such/program", []));

        Assert.Same(CompiledHere.Script, compiler.Compile(Source));
        Assert.Same(CompiledHere.Script, compiler.Compile(Source));

        Assert.Equal("SP2023", compiler.Complaint(Source.File)!.Code);
        Assert.Null(compiler.Complaint(Source.File));
    }

    [UnixTheory]
    [InlineData("exit 3", "exit code 3")]
    [InlineData("echo no memory >&2; exit 1", "no memory")]
    [InlineData("printf '\\003old'; cat", "it was replaced by another version")]
    public void A_program_that_never_worked_has_scripts_compiled_here(string commands, string reason)
    {
        using var compiler = Compiler(Shell(commands));

        Assert.Same(CompiledHere.Script, compiler.Compile(Source));

        Assert.Contains($"({reason})", compiler.Complaint(Source.File)!.Message);
    }

    [UnixTheory]
    [InlineData("exit 3", "exit code 3")]
    [InlineData("kill -9 $$", "signal 9")]
    [InlineData("echo out of luck >&2; exit 134", "out of luck")]
    public void An_end_while_it_compiles_is_the_scripts_diagnostic(string commands, string reason)
    {
        using var compiler = Compiler(Shell($"{Greets}; head -c 8 > /dev/null; {commands}"));

        var compiled = compiler.Compile(Source);

        var problem = Assert.Single(compiled.Diagnostics);
        Assert.Equal("SP2021", problem.Code);
        Assert.Contains($"({reason})", problem.Message);
        Assert.Equal([Source.File], compiled.Files);
        Assert.Null(compiler.Complaint(Source.File));
    }

    [UnixTheory]
    [InlineData("exec sleep 60")]
    public void One_that_does_not_come_to_an_end_is_ended(string commands)
    {
        using var compiler = Compiler(Shell($"{Greets}; {commands}"), TimeSpan.FromMilliseconds(500));

        Assert.Equal("SP2022", Assert.Single(compiler.Compile(Source).Diagnostics).Code);
    }

    private static OutsideCompiler Compiler(CompilerProgram program, TimeSpan? limit = null) =>
        new(program, () => new CompiledHere(), limit ?? TimeSpan.FromSeconds(60), TimeProvider.System);

    private static CompilerProgram Shell(string commands) => new("/bin/sh", ["-c", commands]);

    private sealed class CompiledHere : IScriptCompiler
    {
        public static CompiledScript Script { get; } = new() { Diagnostics = [], Files = [] };

        public CompiledScript Compile(ScriptSource source) => Script;
    }
}
