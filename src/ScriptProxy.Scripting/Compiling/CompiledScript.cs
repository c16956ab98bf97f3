using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>What the compiler made of a script: an image that can be loaded, or errors.</summary>
internal sealed record CompiledScript
{
    /// <summary>Errors and warnings, at their places in the author's files.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Full paths of all sources and <c>#r</c> files, found or not.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Null when there are errors, or no code.</summary>
    public ScriptImage? Image { get; init; }

    /// <summary>Whether a file is there and everyone may write it, so that it must not become code of the proxy.</summary>
    public static bool IsUntrusted(string file) => File.Exists(file) && FileTrust.IsWritableByEveryone(file);
}
