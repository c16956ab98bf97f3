using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Reads the arguments of a <c>Files</c>.</summary>
internal static class FilesReader
{
    /// <summary>The end; null when something was reported.</summary>
    public static RouteEnd? Read(
        string root, string index, string? fallback, RoutePattern? pattern, SourcePlace place, LoadLedger ledger)
    {
        if (pattern is not null && !pattern.Parameters.Any(parameter => parameter.IsCatchAll))
            ledger.Report(DeclarationDiagnostics.FilesWithoutCatchAll(place, pattern.RawText ?? ""));
        if (index.Length == 0 || index.AsSpan().ContainsAny('/', '\\'))
            ledger.Report(DeclarationDiagnostics.BadIndex(place, index));
        if (ScriptFiles.FindFolder(nameof(IProxyRoute.Files), root, place, ledger) is not { } folder)
            return null;
        if (fallback is not null && !IsServed(folder, fallback))
            ledger.Report(DeclarationDiagnostics.BadFallback(place, fallback, root));
        return new RouteEnd.Files(folder, index, fallback);
    }

    // Dots at the beginning of a name are refused when it is asked for, and two of them lead out.
    private static bool IsServed(string folder, string fallback) =>
        !Path.IsPathRooted(fallback)
        && !fallback.Split('/').Any(name => name.StartsWith('.'))
        && File.Exists(Path.Join(folder, fallback));
}
