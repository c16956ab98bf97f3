using System.IO.Pipes;
using System.Text;
using ScriptProxy.Scripting.Compiling;
using ScriptProxy.Scripting.Outside;
using ScriptProxy.Testing;

namespace ScriptProxy.Scripting.Tests.Outside;

public sealed class CompilerServiceTests
{
    private static readonly byte[] Plugin = File.ReadAllBytes(typeof(Workbench).Assembly.Location);

    [Fact]
    public async Task Finds_the_same_in_every_golden_script_as_the_compiler_here()
    {
        await using var requests = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var answers = new AnonymousPipeServerStream(PipeDirection.In);
        var served = Task.Run(() => Serve(requests, answers));
        using var reader = new BinaryReader(new BufferedStream(answers), Encoding.UTF8);
        Assert.Equal(ScriptSource.CompilerVersion(), CompilerMessages.ReadGreeting(reader));

        var here = new ScriptCompiler(new FrameworkReferences());
        foreach (var source in Golden())
        {
            requests.Write(CompilerMessages.Request(source));
            AssertSame(here.Compile(source), CompilerMessages.ReadAnswer(reader));
        }

        await requests.DisposeAsync();
        await served;
    }

    private static void Serve(AnonymousPipeServerStream requests, AnonymousPipeServerStream answers)
    {
        using var asked = new AnonymousPipeClientStream(PipeDirection.In, requests.ClientSafePipeHandle);
        using var told = new AnonymousPipeClientStream(PipeDirection.Out, answers.ClientSafePipeHandle);
        CompilerService.Serve(asked, told);
    }

    private static IEnumerable<ScriptSource> Golden() =>
        from folder in Directory.GetDirectories(Checkout.At("tests/ScriptProxy.Scripting.Tests/Golden"))
        let file = Path.Combine(folder, "site.csx")
        where File.Exists(file)
        select new ScriptSource(file, File.ReadAllBytes(file), [Plugin]);

    private static void AssertSame(CompiledScript expected, CompiledScript actual)
    {
        Assert.Equal(expected.Diagnostics, actual.Diagnostics);
        Assert.Equal(expected.Files, actual.Files);
        Assert.Equal(expected.Image?.Assembly.Length, actual.Image?.Assembly.Length);
        Assert.Equal(expected.Image?.FactoryName, actual.Image?.FactoryName);
    }
}
