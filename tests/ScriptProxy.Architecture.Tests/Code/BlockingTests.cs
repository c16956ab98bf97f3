using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Code;

[Collection(nameof(SourceCode))]
public sealed class BlockingTests(SourceCode code)
{
    [Fact]
    public void No_thread_waits_for_a_task_without_saying_why() =>
        Violations.AssertNone(code.Product.SelectMany(file => Waits(code.Compilation, file)));

    [Theory]
    [InlineData("Task.FromResult(1).Result")]
    [InlineData("new ValueTask<int>(1).Result")]
    [InlineData("Task.Delay(1).Wait(5)")]
    [InlineData("Task.WhenAll().GetAwaiter().GetResult()")]
    public void Finds_a_wait(string expression)
    {
        var file = SourceFile.Parse("src/P/C.cs", $"class C {{ void M() {{ _ = {expression}; }} }}");

        Assert.Single(Waits(SourceCompilation.Of([file]), file));
    }

    [Fact]
    public void Lets_a_wait_pass_that_says_why()
    {
        var file = SourceFile.Parse(
            "src/P/C.cs", "class C { void M() {\n // The thread is ours.\n Task.Delay(1).Wait(); } }");

        Assert.Empty(Waits(SourceCompilation.Of([file]), file));
    }

    [Fact]
    public void Lets_a_result_pass_that_is_there_already()
    {
        var file = SourceFile.Parse("src/P/C.cs", "class C { int Result => 1; int M(C other) => other.Result; }");

        Assert.Empty(Waits(SourceCompilation.Of([file]), file));
    }

    private static IEnumerable<string> Waits(Compilation compilation, SourceFile file)
    {
        var model = compilation.GetSemanticModel(file.Tree);
        return
            from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            where access.Name.Identifier.Text is "Result" or "Wait" or "WaitAll" or "WaitAny" or "GetResult"
            where IsOfTask(model.GetSymbolInfo(access).Symbol?.ContainingType)
            where !Comments.StandAbove(access.FirstAncestorOrSelf<StatementSyntax>())
            select file.At(access, $"'{access}' holds a thread: await it, or say above why that is right");
    }

    private static bool IsOfTask(INamedTypeSymbol? type) =>
        type?.Name is "Task" or "ValueTask" or "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter";
}
