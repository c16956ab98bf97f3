using ScriptProxy.Diagnostics;

namespace ScriptProxy.Abstractions.Tests.Diagnostics;

public sealed class NearestTests
{
    [Theory]
    [InlineData("ap", "app")]
    [InlineData("adress", "address")]
    [InlineData("HOSTS", "hosts")]
    [InlineData("hsots", "hosts")]
    [InlineData("least-conn", "least_conn")]
    public void Forgives_a_slip_in_three_letters(string word, string meant) =>
        Assert.Equal(meant, Nearest.Of(word, ["address", "hosts", "least_conn", "app"]));

    [Fact]
    public void Suggests_nothing_when_nothing_is_near() => Assert.Null(Nearest.Of("banana", ["address", "hosts"]));

    [Fact]
    public void Completes_a_word_that_was_cut_short() =>
        Assert.Equal("warning", Nearest.Of("warn", ["info", "warning"]));

    [Fact]
    public void Prefers_the_fewest_slips() => Assert.Equal("http", Nearest.Of("htp", ["https", "http"]));

    [Fact]
    public void Takes_the_first_of_equally_near_words() => Assert.Equal("app", Nearest.Of("apx", ["app", "api"]));

    [Fact]
    public void Does_not_measure_endless_words() => Assert.Null(Nearest.Of(new string('a', 100_000), ["app"]));
}
