namespace ScriptProxy.Diagnostics;

/// <summary>
/// Says which files may not be trusted: whoever can write proxy.toml, a script or a plugin owns the proxy.
/// </summary>
public static class FileTrust
{
    /// <summary>
    /// Whether everyone on the machine may write the file. Links are followed. Never true on Windows.
    /// </summary>
    /// <param name="file">Path of a file that exists.</param>
    /// <exception cref="IOException">The file does not exist or cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be looked at.</exception>
    public static bool IsWritableByEveryone(string file)
    {
        if (OperatingSystem.IsWindows())
            return false;

        // A link's own mode is rwxrwxrwx and means nothing.
        var target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
        return (File.GetUnixFileMode(target) & UnixFileMode.OtherWrite) != 0;
    }
}
