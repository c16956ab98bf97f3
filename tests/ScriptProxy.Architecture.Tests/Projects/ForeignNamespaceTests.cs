using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Projects;

[Collection(nameof(SourceCode))]
public sealed class ForeignNamespaceTests(SourceCode code)
{
    [Fact]
    public void Foreign_types_stay_in_their_home() =>
        Violations.AssertNone(code.Below("src/").SelectMany(Strangers));

    [Theory]
    [InlineData("using Tomlyn.Syntax;")]
    [InlineData("using Yarp.ReverseProxy.Forwarder;")]
    [InlineData("class C { Microsoft.CodeAnalysis.SyntaxNode? _node; }")]
    public void Finds_a_foreign_type_away_from_home(string text) =>
        Assert.Single(Strangers(SourceFile.Parse("src/ScriptProxy.Server/C.cs", text)));

    [Fact]
    public void Lets_a_foreign_type_stand_in_its_home() =>
        Assert.Empty(Strangers(SourceFile.Parse("src/ScriptProxy.Proxy/C.cs", "using Yarp.ReverseProxy.Forwarder;")));

    private static IEnumerable<string> Strangers(SourceFile file) =>
        from name in file.Root.DescendantNodes().OfType<QualifiedNameSyntax>().Select(name => name.ToString())
            .Concat(file.Root.Usings.Select(directive => directive.NamespaceOrType.ToString()))
            .Distinct()
        from foreign in FloorPlan.Namespaces
        where name == foreign.Key || name.StartsWith(foreign.Key + ".", StringComparison.Ordinal)
        where !file.Path.StartsWith($"src/{foreign.Value}/", StringComparison.Ordinal)
        group name by foreign into found
        select $"{file.Path}: '{found.First()}' lives in '{found.Key.Value}'";
}
