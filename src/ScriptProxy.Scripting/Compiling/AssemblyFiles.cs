using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ScriptProxy.Diagnostics;
using Diagnostic = ScriptProxy.Diagnostics.Diagnostic;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>
/// Finds what <c>#r</c> names: a file, relative to the script that names it and read into memory so that it is not
/// locked, or a framework assembly by its name.
/// </summary>
internal sealed class AssemblyFiles(FrameworkReferences framework) : MetadataReferenceResolver
{
    private readonly Dictionary<string, byte[]> _images = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _unreadable = [];
    private readonly Lock _gate = new();

    /// <summary>The files that were found, by full path.</summary>
    public IReadOnlyDictionary<string, byte[]> Images => _images;

    /// <summary>Files that are there and cannot be read.</summary>
    public IReadOnlyList<Diagnostic> Unreadable => _unreadable;

    /// <summary>Every file that was asked for, missing ones included.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public static bool IsPackage(string reference) =>
        reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (IsPackage(reference))
            return [];
        if (!IsFile(reference))
            return framework.Find(reference) is { } known ? [known] : [];

        var file = Path.GetFullPath(reference, Path.GetDirectoryName(baseFilePath) ?? Directory.GetCurrentDirectory());
        return Read(file) is { } image ? [MetadataReference.CreateFromImage(image, properties, filePath: file)] : [];
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private static bool IsFile(string reference) =>
        reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || reference.AsSpan().ContainsAny('/', '\\');

    private byte[]? Read(string file)
    {
        lock (_gate)
        {
            _asked.Add(file);
            if (_images.TryGetValue(file, out var image))
                return image;
            return File.Exists(file) ? ReadFirst(file) : null;
        }
    }

    private byte[]? ReadFirst(string file)
    {
        try
        {
            return _images[file] = File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(ScriptDiagnostics.UnreadableAssembly(new SourcePlace(file), file, error.Message));
            return null;
        }
    }
}
