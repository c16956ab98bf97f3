using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Code;

[Collection(nameof(SourceCode))]
public sealed class ClockTests(SourceCode code)
{
    [Fact]
    public void Time_is_asked_of_a_TimeProvider() =>
        Violations.AssertNone(code.Product.SelectMany(WallClocks));

    [Theory]
    [InlineData("DateTime.Now")]
    [InlineData("System.DateTime.UtcNow")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTime.Today")]
    public void Finds_the_wall_clock(string expression) =>
        Assert.Single(WallClocks(SourceFile.Parse("src/P/C.cs", $"var now = {expression};")));

    private static IEnumerable<string> WallClocks(SourceFile file) =>
        from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where access.Name.Identifier.Text is "Now" or "UtcNow" or "Today"
        where access.Expression.ToString().Split('.')[^1] is "DateTime" or "DateTimeOffset"
        select file.At(access, $"'{access}': take a TimeProvider, so that a test can turn the clock");
}
