namespace ScriptProxy.Testing;

/// <summary>A folder of a test's own, deleted with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("scriptproxy-test-").FullName;

    public string Path { get; }

    /// <summary>Writes a file below the folder, making the folders above it, and returns its full path.</summary>
    public string Write(string relativePath, string text)
    {
        var file = At(relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public string At(string relativePath) => System.IO.Path.Combine(Path, relativePath);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
