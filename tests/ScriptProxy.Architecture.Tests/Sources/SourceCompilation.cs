using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ScriptProxy.Architecture.Tests.Sources;

/// <summary>
/// Binds names of sources to what they mean. All projects are one compilation: a foreign package's names stay unbound,
/// which leaves the others right.
/// </summary>
internal static class SourceCompilation
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    public static CSharpCompilation Of(IEnumerable<SourceFile> files)
    {
        var trees = files.Append(SourceFile.Parse("ImplicitUsings.cs", ImplicitUsings)).Select(file => file.Tree);
        return CSharpCompilation.Create("Sources", trees, FrameworkReferences(), Options);
    }

    private static IEnumerable<MetadataReference> FrameworkReferences()
    {
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("ScriptProxy.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file));
    }
}
