namespace ScriptProxy.Testing;

/// <summary>
/// Files of the source tree that the tests were built from, found from where they run: the compiler's <c>CallerFilePath</c> is
/// replaced by a continuous integration build.
/// </summary>
public static class RepositoryFolder
{
    public static string Path { get; } = Find();

    /// <summary>The full path of a file or folder, given relative to the root.</summary>
    public static string At(string relativePath) => System.IO.Path.Combine(Path, relativePath);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "ScriptProxy.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds ScriptProxy.sln.");
    }
}
