using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Blocking;
using Diagnostic = ScriptProxy.Diagnostics.Diagnostic;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>
/// Turns a <c>.csx</c> into an assembly in memory. The untouched text is compiled first, for its diagnostics; what is
/// emitted is the same text with a <see cref="ScriptGuard"/> in everything that could run for ever.
/// </summary>
internal sealed class ScriptCompiler(FrameworkReferences framework) : IScriptCompiler
{
    private const string ClassName = "Script";

    private static readonly CSharpParseOptions Parsing =
        new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    // References that agree only after unification, unused usings, and an async lambda that awaits nothing.
    private static readonly ImmutableDictionary<string, ReportDiagnostic> Noise =
        new[] { "CS1701", "CS1702", "CS8019", "CS8020", "CS1998" }
            .ToImmutableDictionary(code => code, _ => ReportDiagnostic.Suppress);

    public CompiledScript Compile(ScriptSource source)
    {
        var (file, bytes, plugins) = source;
        var text = SourceText.From(bytes, bytes.Length, Encoding.UTF8);
        var sources = new SourceFiles();
        var assemblies = new AssemblyFiles(framework);
        var original = Compilation(file, text, sources, assemblies, plugins);
        IReadOnlyList<Diagnostic> found = CompilerDiagnostics.Of(original, file);
        IReadOnlyList<string> files = [.. sources.Asked.Prepend(file).Concat(assemblies.Asked).Distinct()];
        var untrusted = files.Where(CompiledScript.IsUntrusted).Select(ScriptDiagnostics.WritableByEveryone);
        found = [.. untrusted, .. assemblies.Unreadable, .. found];

        if (found.Any(diagnostic => diagnostic.Severity == Severity.Error) || IsEmpty(original))
            return new CompiledScript { Diagnostics = found, Files = files };
        found = [.. found, .. BlockingCalls.In(original)];
        var (image, complaint) = Emit(original, Guarded(original, file, assemblies, plugins), file, assemblies);
        return new CompiledScript
        {
            Diagnostics = complaint is null ? found : [.. found, complaint],
            Files = files,
            Image = image,
        };
    }

    // The compiler refuses, without a reason, to emit a script that has no code.
    private static bool IsEmpty(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.All(tree => tree.GetCompilationUnitRoot().Members.Count == 0);

    private CSharpCompilation Compilation(
        string file,
        SourceText text,
        SourceFiles sources,
        AssemblyFiles assemblies,
        IReadOnlyCollection<byte[]> plugins)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            scriptClassName: ClassName,
            usings: ScriptUsings.With(plugins),
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: Noise,
            sourceReferenceResolver: sources,
            metadataReferenceResolver: assemblies);
        return CSharpCompilation.CreateScriptCompilation(
            "script-" + Path.GetFileNameWithoutExtension(file),
            CSharpSyntaxTree.ParseText(text, Parsing, file),
            [.. framework.Usual, .. plugins.Select(image => MetadataReference.CreateFromImage(image))],
            options,
            returnType: typeof(object),
            globalsType: typeof(SiteScript));
    }

    private CSharpCompilation Guarded(
        CSharpCompilation original, string file, AssemblyFiles assemblies, IReadOnlyCollection<byte[]> plugins)
    {
        if (!original.SyntaxTrees.Any(GuardedText.IsNeeded))
            return original;
        var texts = original.SyntaxTrees.ToDictionary(
            tree => tree.FilePath, tree => GuardedText.Of(tree, declares: tree.FilePath == file));
        return Compilation(file, texts[file], SourceFiles.Of(texts), assemblies, plugins);
    }

    // The author's text is right by now. If the guarded one is not, it is better served unguarded than not at all.
    private static (ScriptImage Image, Diagnostic? Complaint) Emit(
        CSharpCompilation original, CSharpCompilation guarded, string file, AssemblyFiles assemblies)
    {
        var (image, reason) = Emit(guarded, assemblies);
        if (image is not null)
            return (image, null);
        var (unguarded, fault) = Emit(original, assemblies);
        return unguarded is null
            ? throw new InvalidOperationException($"A script without errors could not be emitted: {fault}")
            : (unguarded, ScriptDiagnostics.NotGuarded(new SourcePlace(file), reason));
    }

    private static (ScriptImage? Image, string Reason) Emit(CSharpCompilation compilation, AssemblyFiles assemblies)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!result.Success)
            return (null, result.Diagnostics.First(found => found.Severity == DiagnosticSeverity.Error).ToString());

        var entry = compilation.GetEntryPoint(CancellationToken.None)
            ?? throw new InvalidOperationException("A script compilation has no entry point.");
        var image = assembly.ToArray();
        TopLevelCode.KeepPlain(image);
        return (new ScriptImage(
            image, symbols.ToArray(), entry.ContainingType.MetadataName, entry.MetadataName,
            [.. assemblies.Images.Values]), "");
    }
}
