namespace ScriptProxy.Diagnostics;

/// <summary>How bad an author's mistake is: an error keeps the files from being served, a warning does not.</summary>
public enum Severity
{
    /// <summary>Reported; the files are served all the same.</summary>
    Warning,

    /// <summary>The files are refused; on a reload the running generation goes on.</summary>
    Error,
}
