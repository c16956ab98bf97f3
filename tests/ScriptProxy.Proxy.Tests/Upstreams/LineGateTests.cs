using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Tests.Upstreams;

public sealed class LineGateTests
{
    private readonly TurnedTime _time = new();
    private readonly List<int> _told = [];

    [Fact]
    public void Lets_one_line_a_second_through_and_tells_how_many_were_left_out()
    {
        var gate = new LineGate(_time);
        Assert.True(gate.Pass(_told.Add));
        Assert.False(gate.Pass(_told.Add));
        Assert.False(gate.Pass(_told.Add));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(gate.Pass(_told.Add));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([2, 1], _told);
    }

    [Fact]
    public void Opens_after_a_second_in_which_nothing_was_left_out()
    {
        var gate = new LineGate(_time);
        gate.Pass(_told.Add);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(gate.Pass(_told.Add));
        Assert.Empty(_told);
    }
}
