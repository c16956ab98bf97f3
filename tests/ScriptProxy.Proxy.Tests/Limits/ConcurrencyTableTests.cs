using ScriptProxy.Proxy.Limits;

namespace ScriptProxy.Proxy.Tests.Limits;

public sealed class ConcurrencyTableTests
{
    private readonly ConcurrencyTable _table = new();

    [Fact]
    public void Lets_in_as_many_as_are_allowed()
    {
        Assert.True(_table.TryEnter(LimitKey.All, 2));
        Assert.True(_table.TryEnter(LimitKey.All, 2));
        Assert.False(_table.TryEnter(LimitKey.All, 2));
    }

    [Fact]
    public void Counts_each_key_by_itself()
    {
        Assert.True(_table.TryEnter(new LimitKey(1, 1), 1));
        Assert.True(_table.TryEnter(new LimitKey(1, 2), 1));
    }

    [Fact]
    public void Lets_the_next_in_when_one_has_left()
    {
        _table.TryEnter(LimitKey.All, 1);
        _table.Leave(LimitKey.All);
        Assert.True(_table.TryEnter(LimitKey.All, 1));
        Assert.False(_table.TryEnter(LimitKey.All, 1));
    }
}
