namespace ScriptProxy.Cli.Doctor.Machine;

/// <summary>The files in which Linux tells of itself, below a root that tests may replace.</summary>
internal sealed class MachineFiles(string root = "/")
{
    public string At(string path) => Path.Combine(root, path);

    /// <summary>The lines of a file; null when it is not there or not for us.</summary>
    public string[]? Lines(string path)
    {
        try
        {
            return File.ReadAllLines(At(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Paths in a folder; none when it is not there or not for us.</summary>
    public string[] In(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(At(folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
