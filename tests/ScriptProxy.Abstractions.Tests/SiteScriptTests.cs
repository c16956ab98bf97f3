namespace ScriptProxy.Abstractions.Tests;

public sealed class SiteScriptTests
{
    // Computed apart from the code, with FNV-1a over UTF-16LE and the finalizer of SplitMix64.
    [Theory]
    [InlineData("", 2056588020)]
    [InlineData("a", 1745468715)]
    [InlineData("alice", 1423783008)]
    [InlineData("Zürich", 787109594)]
    public void Hash_is_the_same_in_every_release(string text, int hash) => Assert.Equal(hash, SiteScript.Hash(text));

    [Fact]
    public void Hash_takes_what_is_missing_for_empty() => Assert.Equal(SiteScript.Hash(""), SiteScript.Hash(null));

    [Fact]
    public void Hash_is_never_negative() =>
        Assert.All(Enumerable.Range(0, 10_000), number => Assert.True(SiteScript.Hash($"{number}") >= 0));

    [Fact]
    public void Hash_parts_visitors_evenly()
    {
        var chosen = Enumerable.Range(0, 100_000).Count(number => SiteScript.Hash($"visitor-{number}") % 100 < 5);

        Assert.InRange(chosen, 4_700, 5_300);
    }
}
