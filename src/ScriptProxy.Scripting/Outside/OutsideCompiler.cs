using System.ComponentModel;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Compiling;

namespace ScriptProxy.Scripting.Outside;

/// <summary>
/// Has scripts compiled by another process, which is there while scripts change and gone soon after, and its memory
/// with it. Where none can be had it compiles here, and says so once.
/// </summary>
/// <param name="program">What compiles.</param>
/// <param name="inside">Makes the compiler of this process.</param>
/// <param name="limit">How long one script may take.</param>
/// <param name="time">Measures how long nothing was asked.</param>
internal sealed class OutsideCompiler(
    CompilerProgram program, Func<IScriptCompiler> inside, TimeSpan limit, TimeProvider time)
    : IScriptCompiler, IDisposable
{
    // Saves in a row find it warm.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    // Until it is asked for the first time: plugins are loaded meanwhile.
    private static readonly TimeSpan Expectation = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Lazy<IScriptCompiler> _inside = new(inside);
    private CompilerProcess? _process;
    private ITimer? _rest;
    private string? _complaint;
    private bool _given;
    private bool _proven;

    /// <summary>Starts the process, so that it is there when the first script is.</summary>
    public void Prepare()
    {
        lock (_gate)
        {
            if (Running() is not null)
                EndAfter(Expectation);
        }
    }

    public CompiledScript Compile(ScriptSource source)
    {
        lock (_gate)
        {
            if (Running() is not { } process)
                return _inside.Value.Compile(source);
            try
            {
                return Ask(process, source) ?? _inside.Value.Compile(source);
            }
            finally
            {
                EndAfter(Rest);
            }
        }
    }

    /// <summary>Why it compiles here; told once.</summary>
    public Diagnostic? Complaint(string file)
    {
        lock (_gate)
        {
            if (_complaint is null || _given)
                return null;
            _given = true;
            return ScriptDiagnostics.CompiledInside(file, program.File, _complaint);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _rest?.Dispose();
            End();
        }
    }

    // Null when it has to be done here.
    private CompiledScript? Ask(CompilerProcess process, ScriptSource source)
    {
        var late = false;
        using var patience = time.CreateTimer(
            _ =>
            {
                late = true;
                process.Kill();
            },
            null,
            limit,
            Timeout.InfiniteTimeSpan);
        try
        {
            process.Ask(source);
            if (process.Version != ScriptSource.CompilerVersion())
                return Refuse("it was replaced by another version");
            _proven = true;
            return process.Answer();
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            return Lose(process, source, late);
        }
    }

    private CompiledScript? Lose(CompilerProcess process, ScriptSource source, bool late)
    {
        var reason = process.Epitaph();

        // None has ever worked: it is not the script's fault, and no other will do better.
        if (!_proven)
            return Refuse(reason);
        End();
        var problem = late
            ? ScriptDiagnostics.CompilerStuck(source.File, limit)
            : ScriptDiagnostics.CompilerLost(source.File, reason);
        return new CompiledScript { Diagnostics = [problem], Files = [source.File] };
    }

    private CompiledScript? Refuse(string reason)
    {
        _complaint = reason;
        End();
        return null;
    }

    private CompilerProcess? Running()
    {
        // One that rested may have been ended by somebody, which has done no harm.
        if (_process is { Version: not null, HasEnded: true })
            End();
        if (_process is not null || _complaint is not null)
            return _process;
        try
        {
            return _process = new CompilerProcess(program);
        }
        catch (Win32Exception exception)
        {
            _complaint = exception.Message;
            return null;
        }
    }

    private void EndAfter(TimeSpan rest)
    {
        _rest ??= time.CreateTimer(_ => EndIfResting(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _rest.Change(rest, Timeout.InfiniteTimeSpan);
    }

    private void EndIfResting()
    {
        // Whoever is inside sets the time anew.
        if (!_gate.TryEnter())
            return;
        try
        {
            End();
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void End()
    {
        _process?.Dispose();
        _process = null;
    }
}
