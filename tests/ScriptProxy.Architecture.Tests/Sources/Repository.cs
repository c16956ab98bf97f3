using ScriptProxy.Testing;

namespace ScriptProxy.Architecture.Tests.Sources;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    // In a second work tree .git is a file.
    private static readonly HashSet<string> Generated =
        ["bin", "obj", "state", ".git", ".vs", ".vscode", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly HashSet<string> BinaryExtensions =
        [".dll", ".pdb", ".mmdb", ".png", ".ico", ".pfx", ".nupkg", ".so", ".gz"];

    public static string Root => Checkout.Root;

    /// <summary>
    /// Paths below a folder, relative to the root, with forward slashes and without what tools generate.
    /// </summary>
    public static IEnumerable<string> Files(string folder = "")
    {
        var top = new DirectoryInfo(Path.Combine(Root, folder));
        return top.Exists ? Walk(top).Select(RelativePath).Order(StringComparer.Ordinal) : [];
    }

    public static IEnumerable<string> TextFiles() =>
        Files().Where(path => !BinaryExtensions.Contains(Path.GetExtension(path)));

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        var files = folder.EnumerateFiles().Where(file => !Generated.Contains(file.Name));
        var below = folder.EnumerateDirectories().Where(child => !Generated.Contains(child.Name));
        return files.Concat(below.SelectMany(Walk));
    }

    private static string RelativePath(FileInfo file) => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
}
