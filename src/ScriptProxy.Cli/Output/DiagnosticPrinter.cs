using ScriptProxy.Diagnostics;

namespace ScriptProxy.Cli.Output;

/// <summary>Prints diagnostics one per line, with paths as they are reached from the current directory.</summary>
internal sealed class DiagnosticPrinter(TextWriter error, string currentDirectory, bool colour)
{
    private const string Red = "\x1b[31m";
    private const string Yellow = "\x1b[33m";
    private const string Plain = "\x1b[0m";

    /// <summary>Prints in colour where a person reads it (https://no-color.org).</summary>
    public static DiagnosticPrinter ForConsole(TextWriter error) => new(
        error,
        Environment.CurrentDirectory,
        !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Prints all, and how many errors there are if any; gives that number.</summary>
    public int Print(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            error.WriteLine(Line(diagnostic));
        var errors = diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        if (errors > 0)
            error.WriteLine(Total(errors, diagnostics.Count - errors));
        return errors;
    }

    private string Line(Diagnostic diagnostic)
    {
        var place = diagnostic.Place with { File = ShownPath.From(currentDirectory, diagnostic.Place.File) };
        if (!colour)
            return (diagnostic with { Place = place }).ToString();
        var severity = diagnostic.Severity == Severity.Error ? $"{Red}error" : $"{Yellow}warning";
        return $"{place}: {severity} {diagnostic.Code}{Plain}: {diagnostic.Message}";
    }

    private static string Total(int errors, int warnings) => warnings == 0
        ? Counted(errors, "error")
        : $"{Counted(errors, "error")}, {Counted(warnings, "warning")}";

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
