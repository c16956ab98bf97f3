using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>
/// Reads a script and what it <c>#load</c>s, each file once, so that both passes of the compiler see the same text;
/// remembers every path that was asked for, missing ones included, because the file may appear later.
/// </summary>
internal sealed class SourceFiles : SourceReferenceResolver
{
    private readonly Dictionary<string, SourceText> _texts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_gate)
                return [.. _asked];
        }
    }

    /// <summary>The same files with other texts.</summary>
    public static SourceFiles Of(IEnumerable<KeyValuePair<string, SourceText>> texts)
    {
        var files = new SourceFiles();
        foreach (var (path, text) in texts)
            files._texts.Add(path, text);
        return files;
    }

    public override string? ResolveReference(string path, string? baseFilePath)
    {
        var full = NormalizePath(path, baseFilePath);
        lock (_gate)
        {
            _asked.Add(full);
            return _texts.ContainsKey(full) || File.Exists(full) ? full : null;
        }
    }

    public override SourceText ReadText(string resolvedPath)
    {
        lock (_gate)
        {
            _asked.Add(resolvedPath);
            if (!_texts.TryGetValue(resolvedPath, out var text))
                _texts.Add(resolvedPath, text = base.ReadText(resolvedPath));
            return text;
        }
    }

    public override Stream OpenRead(string resolvedPath) => File.OpenRead(resolvedPath);

    public override string NormalizePath(string path, string? baseFilePath) =>
        Path.GetFullPath(path, Path.GetDirectoryName(baseFilePath) ?? Directory.GetCurrentDirectory());

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
