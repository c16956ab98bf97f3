namespace ScriptProxy.Testing;

/// <summary>
/// The checkout that the tests were built from, found from where they run: the compiler's <c>CallerFilePath</c> is
/// replaced by a continuous integration build.
/// </summary>
public static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder, given relative to the root.</summary>
    public static string At(string relativePath) => Path.Combine(Root, relativePath);

    public static string Read(string relativePath) => File.ReadAllText(At(relativePath));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ScriptProxy.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds ScriptProxy.sln.");
    }
}
