using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptProxy.Architecture.Tests.Projects;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Folders;

[Collection(nameof(SourceCode))]
public sealed class FolderTests(SourceCode code)
{
    [Fact]
    public void No_folder_of_a_project_uses_one_that_uses_it() =>
        Violations.AssertNone(
            from project in ProjectFile.Below("src").Concat(ProjectFile.Below("plugins"))
            from cycle in new FolderGraph(code.Compilation, project.Folder, [.. code.Below(project.Folder + "/")])
                .Cycles()
            select cycle);

    [Fact]
    public void Finds_a_cycle_of_three_folders()
    {
        SourceFile[] files =
        [
            SourceFile.Parse("src/P/A/One.cs", "namespace P.A; class One { P.B.Two? Next { get; } }"),
            SourceFile.Parse("src/P/B/Two.cs", "using P.C; namespace P.B; class Two { Three? Next { get; } }"),
            SourceFile.Parse("src/P/C/Three.cs", "namespace P.C; class Three { object Next() => new P.A.One(); }"),
            SourceFile.Parse("src/P/D/Four.cs", "namespace P.D; class Four { P.A.One? Next { get; } }"),
        ];

        Assert.Equal(
            [
                "src/P/A/One.cs(1): uses 'Two' of src/P/B",
                "src/P/B/Two.cs(1): uses 'Three' of src/P/C",
                "src/P/C/Three.cs(1): uses 'One' of src/P/A",
            ],
            Cycles(files));
    }

    [Fact]
    public void Finds_a_folder_that_uses_the_door_to_it()
    {
        SourceFile[] files =
        [
            SourceFile.Parse("src/P/Door.cs", "namespace P; class Door { P.A.One? Inside { get; } }"),
            SourceFile.Parse("src/P/A/One.cs", "namespace P.A; class One { Door? Back { get; } }"),
        ];

        Assert.Equal(
            ["src/P/A/One.cs(1): uses 'Door' of src/P/Door.cs", "src/P/Door.cs(1): uses 'One' of src/P/A"],
            Cycles(files));
    }

    [Fact]
    public void Lets_the_door_and_what_is_behind_it_share_words()
    {
        SourceFile[] files =
        [
            SourceFile.Parse("src/P/Door.cs", "namespace P; class Door { P.A.One? Inside { get; } }"),
            SourceFile.Parse("src/P/Word.cs", "namespace P; class Word;"),
            SourceFile.Parse("src/P/A/One.cs", "namespace P.A; class One { Word? Said { get; } }"),
        ];

        Assert.Empty(Cycles(files));
    }

    [Fact]
    public void Namespaces_are_those_of_the_folders() =>
        Violations.AssertNone(
            from project in ProjectFile.Below()
            from file in code.Below(project.Folder + "/")
            let expected = project.RootNamespace + file.Folder[project.Folder.Length..].Replace('/', '.')
            from found in file.Root.Members.OfType<BaseNamespaceDeclarationSyntax>()
            where found.Name.ToString() != expected
            select file.At(found, $"the namespace is '{found.Name}', the folder's is '{expected}'"));

    private static IEnumerable<string> Cycles(SourceFile[] files) =>
        new FolderGraph(SourceCompilation.Of(files), "src/P", files).Cycles();
}
