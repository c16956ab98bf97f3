using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Code;

[Collection(nameof(SourceCode))]
public sealed class CatchTests(SourceCode code)
{
    [Fact]
    public void No_exception_is_swallowed_without_a_reason() =>
        Violations.AssertNone(code.Product.SelectMany(Silent));

    [Theory]
    [InlineData("try { } catch { }")]
    [InlineData("try { } catch (IOException) { }")]
    public void Finds_a_silent_catch(string text) =>
        Assert.Single(Silent(SourceFile.Parse("src/P/C.cs", text)));

    [Fact]
    public void Lets_a_catch_pass_that_says_why() =>
        Assert.Empty(
            Silent(SourceFile.Parse("src/P/C.cs", "try { } catch (IOException) { /* the client went away */ }")));

    private static IEnumerable<string> Silent(SourceFile file) =>
        from clause in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Block.Statements.Count == 0 && !Comments.StandIn(clause.Block)
        select file.At(clause, "an exception is swallowed, and nothing says why that is right");
}
