namespace ScriptProxy.Diagnostics;

/// <summary>
/// An author's mistake in TOML, C# or a plugin: where it is, what it is and what to do about it.
/// Diagnostics are collected, never thrown, so that all of them are shown at once.
/// </summary>
/// <param name="Place">Where the mistake stands.</param>
/// <param name="Severity">Whether the files can be served all the same.</param>
/// <param name="Code">Stable code: <c>SP1004</c>, or the compiler's own, <c>CS1061</c>.</param>
/// <param name="Message">One line that names the thing and ends in a hint, without the place and the code.</param>
public sealed record Diagnostic(SourcePlace Place, Severity Severity, string Code, string Message)
{
    /// <summary>An error at a place.</summary>
    public static Diagnostic Error(SourcePlace place, string code, string message) =>
        new(place, Severity.Error, code, message);

    /// <summary>A warning at a place.</summary>
    public static Diagnostic Warning(SourcePlace place, string code, string message) =>
        new(place, Severity.Warning, code, message);

    /// <summary>The line that is printed: <c>file(line,col): error SP1004: message</c>.</summary>
    public override string ToString() =>
        $"{Place}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message}";
}
