using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration;

/// <summary>A full path as its author wrote it, near enough: relative to the file that names it.</summary>
public static class WrittenPath
{
    /// <summary>The path of a setting.</summary>
    public static string Of(Located<string> file) => Of(file.Value, file.Place);

    /// <summary>A path that was named at a place.</summary>
    public static string Of(string file, SourcePlace place)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Path.GetRelativePath(Path.GetDirectoryName(place.File)!, file).Replace('\\', '/');
    }
}
