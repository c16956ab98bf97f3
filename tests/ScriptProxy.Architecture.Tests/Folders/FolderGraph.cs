using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Folders;

/// <summary>
/// Which folder of a project uses which other, each with the place that shows it. In the project's own folder each file
/// counts by itself: some are words for all, others the door that puts the folders together.
/// </summary>
internal sealed class FolderGraph
{
    private readonly string _project;
    private readonly Dictionary<(string From, string To), string> _uses = [];

    /// <param name="compilation">Holds the files.</param>
    /// <param name="project">The project's own folder.</param>
    /// <param name="files">The files of the project.</param>
    public FolderGraph(Compilation compilation, string project, IReadOnlyList<SourceFile> files)
    {
        _project = project;
        var parts = files.ToDictionary(file => file.Tree, Part);
        foreach (var file in files)
            AddUses(compilation.GetSemanticModel(file.Tree), file, parts);
    }

    /// <summary>The uses that close a cycle; empty when the folders can be put in an order.</summary>
    public IEnumerable<string> Cycles() =>
        _uses.Where(use => !IsFile(use.Key.From) || !IsFile(use.Key.To))
            .Where(use => Reaches(use.Key.To, use.Key.From))
            .Select(use => use.Value)
            .Order(StringComparer.Ordinal);

    private void AddUses(SemanticModel model, SourceFile file, Dictionary<SyntaxTree, string> parts)
    {
        var from = Part(file);
        foreach (var name in file.Root.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var type = TypeOf(model.GetSymbolInfo(name).Symbol);
            var tree = type?.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree;
            if (tree is not null && parts.TryGetValue(tree, out var to) && to != from)
                _uses.TryAdd((from, to), file.At(name, $"uses '{type!.Name}' of {to}"));
        }
    }

    private bool Reaches(string from, string to)
    {
        var seen = new HashSet<string> { from };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var part))
        {
            if (part == to)
                return true;
            foreach (var next in _uses.Keys.Where(use => use.From == part).Select(use => use.To).Where(seen.Add))
                open.Enqueue(next);
        }

        return false;
    }

    private string Part(SourceFile file) => file.Folder == _project ? file.Path : file.Folder;

    private static bool IsFile(string part) => part.EndsWith(".cs", StringComparison.Ordinal);

    private static ISymbol? TypeOf(ISymbol? symbol) => symbol is null or ITypeSymbol ? symbol : symbol.ContainingType;
}
