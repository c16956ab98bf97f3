using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Tests.Upstreams;

public sealed class ServerHealthTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly TurnedTime _time = new();
    private readonly ServerHealth _health;

    public ServerHealthTests() => _health = new ServerHealth(_time);

    public void Dispose() => _health.Dispose();

    [Fact]
    public void Goes_down_with_the_last_of_max_fails_within_fail_timeout()
    {
        Assert.False(_health.Failed(3, Window));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(_health.Failed(3, Window));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(_health.Failed(3, Window));
        Assert.False(_health.IsUp);
    }

    [Fact]
    public void Forgets_failures_that_are_older_than_fail_timeout()
    {
        _health.Failed(2, Window);
        _time.Advance(Window + TimeSpan.FromTicks(1));
        Assert.False(_health.Failed(2, Window));
        Assert.True(_health.IsUp);
    }

    [Fact]
    public void Counts_failures_of_which_one_has_become_too_old_but_the_others_have_not()
    {
        _health.Failed(3, Window);
        _time.Advance(TimeSpan.FromSeconds(9));
        _health.Failed(3, Window);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(_health.Failed(3, Window));
        Assert.True(_health.Failed(3, Window));
    }

    [Fact]
    public void Is_tried_by_one_request_after_fail_timeout()
    {
        _health.Failed(1, Window);
        _time.Advance(Window);
        Assert.True(_health.IsUp);
        Assert.True(_health.IsOnTrial);
        _health.Claim();
        Assert.False(_health.IsUp);
    }

    [Fact]
    public void Is_back_when_that_request_goes_well()
    {
        _health.Failed(1, Window);
        _time.Advance(Window);
        _health.Claim();
        Assert.True(_health.Worked());
        Assert.True(_health.IsUp);
        Assert.False(_health.IsOnTrial);
    }

    [Fact]
    public void Stays_out_for_another_fail_timeout_when_it_does_not_whatever_max_fails_is()
    {
        _health.Failed(2, Window);
        _health.Failed(2, Window);
        _time.Advance(Window);
        _health.Claim();
        Assert.False(_health.Failed(2, Window));
        Assert.False(_health.IsUp);
        _time.Advance(Window);
        Assert.True(_health.IsOnTrial);
    }

    [Fact]
    public void Is_tried_again_when_the_request_that_should_have_shown_it_never_ends()
    {
        _health.Failed(1, Window);
        _time.Advance(Window);
        _health.Claim();
        _time.Advance(Window);
        Assert.True(_health.IsOnTrial);
    }

    [Fact]
    public void Never_goes_down_by_failures_when_max_fails_is_0()
    {
        for (var i = 0; i < 100; i++)
            Assert.False(_health.Failed(0, Window));
        Assert.True(_health.IsUp);
    }

    [Fact]
    public void Needs_that_many_checks_in_a_row_to_go_down_and_to_come_back()
    {
        Assert.False(_health.Checked(false, 2));
        Assert.False(_health.Checked(true, 3));
        Assert.False(_health.Checked(false, 2));
        Assert.True(_health.Checked(false, 2));
        Assert.False(_health.IsUp);
        Assert.False(_health.Checked(true, 2));
        Assert.True(_health.Checked(true, 2));
        Assert.True(_health.IsUp);
    }

    [Fact]
    public void A_good_request_does_not_outvote_failing_checks()
    {
        _health.Failed(1, Window);
        _health.Checked(false, 1);
        _health.Worked();
        Assert.False(_health.IsUp);
        _health.Unchecked();
        Assert.True(_health.IsUp);
    }

    [Fact]
    public void Tells_of_every_change()
    {
        var changes = 0;
        _health.Changed += () => changes++;
        _health.Failed(1, Window);
        _time.Advance(Window);
        _health.Claim();
        _health.Worked();
        _health.Worked();
        Assert.Equal(4, changes);
    }
}
