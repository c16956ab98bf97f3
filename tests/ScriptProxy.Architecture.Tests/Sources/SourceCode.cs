using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ScriptProxy.Architecture.Tests.Sources;

/// <summary>The repository's C# files, read once for all tests that look into them.</summary>
public sealed class SourceCode
{
    private readonly Lazy<CSharpCompilation> _compilation;

    public SourceCode()
    {
        All = [.. Repository.Files().Where(IsOurs).Select(SourceFile.Read)];
        _compilation = new Lazy<CSharpCompilation>(() => SourceCompilation.Of(Product));
    }

    public IReadOnlyList<SourceFile> All { get; }

    /// <summary>What ships: everything but tests and samples.</summary>
    public IEnumerable<SourceFile> Product => Below("src/", "plugins/");

    /// <summary>Meaning of the names in what ships, foreign packages excepted.</summary>
    public Compilation Compilation => _compilation.Value;

    public IEnumerable<SourceFile> Below(params string[] folders) =>
        All.Where(file => folders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)));

    // What stands in Fixtures and Golden is input to tests, often wrong on purpose.
    private static bool IsOurs(string path) =>
        path.EndsWith(".cs", StringComparison.Ordinal)
        && !path.Split('/').Any(folder => folder is "Fixtures" or "Golden");
}
