namespace ScriptProxy.Abstractions.Tests;

public sealed class SizesTests
{
    [Theory]
    [InlineData("512", 512)]
    [InlineData("8k", 8 * 1024)]
    [InlineData("8K", 8 * 1024)]
    [InlineData("64KB", 64 * 1024)]
    [InlineData("1m", 1024 * 1024)]
    [InlineData("10MB", 10 * 1024 * 1024)]
    [InlineData("2g", 2L * 1024 * 1024 * 1024)]
    [InlineData("1GB", 1024L * 1024 * 1024)]
    public void Counts_units_in_powers_of_1024(string text, long bytes)
    {
        Assert.True(Sizes.TryParse(text, out var value));
        Assert.Equal(bytes, value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("k")]
    [InlineData("-1k")]
    [InlineData("1.5m")]
    [InlineData("10 MB")]
    [InlineData("10TB")]
    [InlineData("99999999999g")]
    public void Refuses_everything_else(string? text) => Assert.False(Sizes.TryParse(text, out _));
}
