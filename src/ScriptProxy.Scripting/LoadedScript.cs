using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting;

/// <summary>
/// A script that was compiled and run, or the reasons why not. Disposing it begins to unload its assembly.
/// </summary>
public sealed class LoadedScript(
    SiteDefinition? definition, IReadOnlyList<Diagnostic> diagnostics, IReadOnlyList<string> files, Action? unload)
    : IDisposable
{
    // Let go of when disposed: it holds the load context.
    private Action? _unload = unload;

    /// <summary>What the script declared; null when there are errors.</summary>
    public SiteDefinition? Definition { get; private set; } = definition;

    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;

    /// <summary>
    /// Full paths of the script, of what it <c>#load</c>s and <c>#r</c>s, and of pages and users that it reads: the
    /// watch
    /// list, filled even when there are errors.
    /// </summary>
    public IReadOnlyList<string> Files { get; } = files;

    public void Dispose()
    {
        Definition = null;
        Interlocked.Exchange(ref _unload, null)?.Invoke();
    }
}
