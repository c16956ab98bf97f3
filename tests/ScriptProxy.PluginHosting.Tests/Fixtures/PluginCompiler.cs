using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace ScriptProxy.PluginHosting.Tests.Fixtures;

/// <summary>Compiles C# to a real DLL with its symbols.</summary>
internal static class PluginCompiler
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.Extensions.Logging;
        global using ScriptProxy;
        """;

    private static readonly PortableExecutableReference[] Host =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>Compiles to a file; the source's name in the symbols is the DLL's with <c>.cs</c>.</summary>
    /// <param name="file">The DLL to write; its name is the assembly's.</param>
    /// <param name="source">The code.</param>
    /// <param name="references">DLLs to refer to, which stand in for the host's of the same name.</param>
    public static string Compile(string file, string source, params string[] references) =>
        Emit(file, Compilation(Path.GetFileNameWithoutExtension(file), source, references));

    /// <summary>Compiles a stand-in for a signed assembly: it says that it has that one's key.</summary>
    public static string CompileAs(string file, string source, Assembly original)
    {
        var compilation = Compilation(Path.GetFileNameWithoutExtension(file), source, []);
        return Emit(file, compilation.WithOptions(compilation.Options
            .WithPublicSign(true).WithCryptoPublicKey([.. original.GetName().GetPublicKey()!])));
    }

    private static string Emit(string file, CSharpCompilation compilation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var dll = File.Create(file);
        using var symbols = File.Create(Path.ChangeExtension(file, ".pdb"));
        var result = compilation.Emit(
            dll, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return file;
    }

    /// <summary>The errors of a site's script that sees the public types of these plugins.</summary>
    public static IReadOnlyList<string> ErrorsOfScript(
        string source, IEnumerable<string> usings, IEnumerable<string> plugins)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);
        var compilation = CSharpCompilation.CreateScriptCompilation(
            "Script",
            CSharpSyntaxTree.ParseText(source, parsing),
            Host.Concat(plugins.Select(file => MetadataReference.CreateFromFile(file))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: usings),
            globalsType: typeof(SiteScript));
        return
        [
            .. compilation.GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.ToString()),
        ];
    }

    private static CSharpCompilation Compilation(string name, string source, string[] references)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14);
        var taken = references.Select(Path.GetFileName).ToHashSet();
        return CSharpCompilation.Create(
            name,
            [
                CSharpSyntaxTree.ParseText(Usings, parsing),
                CSharpSyntaxTree.ParseText(source, parsing, name + ".cs", System.Text.Encoding.UTF8),
            ],
            Host.Where(host => !taken.Contains(Path.GetFileName(host.FilePath)))
                .Concat(references.Select(file => MetadataReference.CreateFromFile(file))),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}
