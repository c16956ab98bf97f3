using System.Diagnostics;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting;

/// <summary>
/// Finds the line of a script that an exception came from, for the log line of a request that failed.
/// </summary>
public static class ScriptLocation
{
    /// <summary>
    /// The deepest place in a <c>.csx</c> file, that of the innermost exception first; null when no script took part.
    /// </summary>
    public static SourcePlace? Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return (exception.InnerException is { } inner ? Of(inner) : null)
            ?? Deepest(new StackTrace(exception, fNeedFileInfo: true));
    }

    /// <summary>The first frame, counted from the deepest, that stands in a script.</summary>
    internal static SourcePlace? Deepest(StackTrace trace)
    {
        foreach (var frame in trace.GetFrames())
        {
            if (frame.GetFileName() is { } file && file.EndsWith(".csx", StringComparison.OrdinalIgnoreCase))
                return new SourcePlace(file, frame.GetFileLineNumber(), frame.GetFileColumnNumber());
        }

        return null;
    }
}
