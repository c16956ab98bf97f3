using System.Collections.Concurrent;
using System.Text;
using ScriptProxy.Scripting.Compiling;
using ScriptProxy.Scripting.Outside;

namespace ScriptProxy.Scripting;

/// <summary>
/// The other end of a <see cref="CompilerProgram"/>: compiles what it is asked for, in turn, until its requests end.
/// </summary>
public static class CompilerService
{
    /// <summary>Returns at the end of the requests, whatever is still being compiled: nobody waits for it.</summary>
    public static void Serve(Stream requests, Stream answers)
    {
        using var asked = new BlockingCollection<ScriptSource>();
        var compiling = new Thread(() => Compile(asked, answers)) { IsBackground = true, Name = "compiler" };
        compiling.Start();
        using var reader = new BinaryReader(new BufferedStream(requests), Encoding.UTF8);
        try
        {
            while (true)
                asked.Add(CompilerMessages.ReadRequest(reader));
        }
        catch (EndOfStreamException)
        {
            // The proxy has ended, or needs no compiler for now.
        }
    }

    private static void Compile(BlockingCollection<ScriptSource> asked, Stream answers)
    {
        try
        {
            answers.Write(CompilerMessages.Greeting());
            answers.Flush();
            var compiler = new ScriptCompiler(new FrameworkReferences());
            foreach (var source in asked.GetConsumingEnumerable())
            {
                answers.Write(AnswerTo(source, compiler));
                answers.Flush();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Nobody reads the answer: the requests have ended, or will in a moment.
        }
    }

    private static byte[] AnswerTo(ScriptSource source, ScriptCompiler compiler)
    {
        try
        {
            return CompilerMessages.Answer(compiler.Compile(source));
        }
        catch (Exception bug)
        {
            // Mistakes of the script's author are diagnostics; the proxy reports this as it reports its own bugs.
            return CompilerMessages.Failure(bug);
        }
    }
}
