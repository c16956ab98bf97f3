using ScriptProxy.Diagnostics;

namespace ScriptProxy.Abstractions.Tests.Diagnostics;

public sealed class SourcePlaceTests
{
    [Fact]
    public void Sorts_by_file_then_line_then_column()
    {
        SourcePlace[] expected = [new("a", 2, 9), new("a", 10, 1), new("a", 10, 2), new("b", 1, 1)];

        Assert.Equal(expected, expected.Reverse().Order());
    }

    [Fact]
    public void Compares_with_operators()
    {
        var early = new SourcePlace("a", 1, 1);
        var late = new SourcePlace("a", 2, 1);

        Assert.True(early < late);
        Assert.True(late > early);
        Assert.True(early <= new SourcePlace("a", 1, 1));
        Assert.True(late >= new SourcePlace("a", 2, 1));
    }
}
