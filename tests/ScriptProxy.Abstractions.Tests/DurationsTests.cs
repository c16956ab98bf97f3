namespace ScriptProxy.Abstractions.Tests;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("24h", 86_400_000)]
    [InlineData("90d", 7_776_000_000)]
    [InlineData("0s", 0)]
    public void Reads_a_whole_number_and_a_unit(string text, long milliseconds)
    {
        Assert.True(Durations.TryParse(text, out var value));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("-5s")]
    [InlineData("1.5s")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("5w")]
    [InlineData("99999999999999d")]
    [InlineData("99999999999999999999s")]
    public void Refuses_everything_else(string? text) => Assert.False(Durations.TryParse(text, out _));
}
