using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Reads error pages, which are kept in memory: when they are needed the disk may be what fails.</summary>
internal static class PageFiles
{
    private const int Most = 1024 * 1024;

    /// <summary>The content; null when something was reported.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="name">As the script wrote it.</param>
    /// <param name="place">The call.</param>
    /// <param name="ledger">Where mistakes go.</param>
    public static byte[]? Read(string path, string name, SourcePlace place, LoadLedger ledger)
    {
        try
        {
            if (new FileInfo(path).Length <= Most)
                return File.ReadAllBytes(path);
            ledger.Report(DeclarationDiagnostics.PageTooLarge(place, name, Most));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ledger.Report(DeclarationDiagnostics.PageUnreadable(place, name, exception.Message));
        }

        return null;
    }
}
