using ScriptProxy.Proxy.Targets;

namespace ScriptProxy.Proxy.Tests.Targets;

public sealed class RawSegmentsTests
{
    [Theory]
    [InlineData(0, "a%2Fb")]
    [InlineData(1, "c")]
    [InlineData(2, "")]
    [InlineData(3, "")]
    public void Gives_the_segment_of_an_index(int index, string expected) =>
        Assert.Equal(expected, RawSegments.At("/a%2Fb/c/", index, toEnd: false).ToString());

    [Theory]
    [InlineData(0, "a%2Fb/c/")]
    [InlineData(1, "c/")]
    [InlineData(2, "")]
    [InlineData(3, "")]
    public void Gives_all_from_an_index_on(int index, string expected) =>
        Assert.Equal(expected, RawSegments.At("/a%2Fb/c/", index, toEnd: true).ToString());

    [Theory]
    [InlineData(0, false, "a")]
    [InlineData(1, false, "b")]
    [InlineData(1, true, "b//c")]
    public void Takes_several_slashes_for_one_and_keeps_them_within_the_rest(int index, bool toEnd, string expected) =>
        Assert.Equal(expected, RawSegments.At("//a///b//c", index, toEnd).ToString());
}
