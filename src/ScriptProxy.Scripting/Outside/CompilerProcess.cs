using System.Diagnostics;
using System.Text;
using ScriptProxy.Scripting.Compiling;

namespace ScriptProxy.Scripting.Outside;

/// <summary>
/// One running process that compiles, from its start to its end. It ends by itself when its input does.
/// </summary>
internal sealed class CompilerProcess : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Stream _requests;
    private readonly BinaryReader _answers;

    /// <exception cref="System.ComponentModel.Win32Exception">The system does not start it.</exception>
    public CompilerProcess(CompilerProgram program)
    {
        // All three, or the runtime would hand it the terminal.
        _process = Process.Start(new ProcessStartInfo(program.File, program.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        })!;
        _requests = _process.StandardInput.BaseStream;
        _answers = new BinaryReader(new BufferedStream(_process.StandardOutput.BaseStream), Encoding.UTF8);
    }

    /// <summary>What it says that it is; null before it was heard.</summary>
    public string? Version { get; private set; }

    /// <summary>Whether it can be asked nothing more.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Sends what is to be compiled, and hears what it is, if it was not heard yet.</summary>
    /// <exception cref="IOException">It has ended.</exception>
    public void Ask(ScriptSource source)
    {
        _requests.Write(CompilerMessages.Request(source));
        _requests.Flush();
        Version ??= CompilerMessages.ReadGreeting(_answers);
    }

    /// <exception cref="IOException">It has ended.</exception>
    public CompiledScript Answer() => CompilerMessages.ReadAnswer(_answers);

    /// <summary>Makes whoever waits for it wait no longer.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It was disposed meanwhile.
        }
    }

    /// <summary>Why it ended, in its own words if it had any.</summary>
    public string Epitaph()
    {
        const int signalled = 128;
        if (!_process.WaitForExit(Grace))
            return "it said nothing more";
        // Read only now: while it ran nothing had to listen, and what it said fits into the pipe.
        if (_process.StandardError.ReadLine() is { Length: > 0 } line)
            return line;
        return _process.ExitCode > signalled
            ? $"signal {_process.ExitCode - signalled}"
            : $"exit code {_process.ExitCode}";
    }

    /// <summary>Lets it end, and sees to it that it does.</summary>
    public void Dispose()
    {
        try
        {
            _requests.Dispose();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        if (!_process.WaitForExit(Grace))
            _process.Kill();
        _answers.Dispose();
        _process.Dispose();
    }
}
