using System.Diagnostics;
using ScriptProxy.Diagnostics;
using Diagnostic = ScriptProxy.Diagnostics.Diagnostic;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>
/// Collects what is wrong with a script's declarations, with their places, until the script has finished loading.
/// </summary>
internal sealed class LoadLedger(string file)
{
    private readonly List<Diagnostic> _found = [];
    private readonly List<string> _watched = [];
    private readonly Lock _gate = new();
    private bool _closed;

    /// <summary>Whether the script has finished loading, so that nothing can be declared any more.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
                return _closed;
        }
    }

    /// <summary>Whether anything was reported.</summary>
    public bool HasAny
    {
        get
        {
            lock (_gate)
                return _found.Count > 0;
        }
    }

    /// <summary>Full paths of files that the script reads, besides those that it is made of.</summary>
    public IReadOnlyList<string> Watched
    {
        get
        {
            lock (_gate)
                return [.. _watched];
        }
    }

    /// <summary>The statement of the script that is running now; the file alone when that cannot be told.</summary>
    public SourcePlace Here() =>
        ScriptLocation.Deepest(new StackTrace(skipFrames: 1, fNeedFileInfo: true)) ?? new SourcePlace(file);

    /// <summary>Where a declaration stands.</summary>
    /// <exception cref="InvalidOperationException">The script has finished loading.</exception>
    public SourcePlace Declare(string call) => IsClosed
        ? throw new InvalidOperationException(
            $"'{call}' was called after the script had loaded. Declarations stand at the top level of the script, " +
            "not in code that runs per request.")
        : Here();

    /// <summary>A change of this file loads the script again.</summary>
    public void Watch(string path)
    {
        lock (_gate)
            _watched.Add(path);
    }

    public void Report(Diagnostic diagnostic)
    {
        lock (_gate)
            _found.Add(diagnostic);
    }

    public IReadOnlyList<Diagnostic> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return [.. _found];
        }
    }
}
