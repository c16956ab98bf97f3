using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Tls.Tests.Ordering;

public sealed class BackOffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(8, 24 * 60)]
    [InlineData(1000, 24 * 60)]
    public void Waits_longer_after_each_failure_up_to_a_day(int failures, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), BackOff.After(failures, 0));

    [Fact]
    public void Tries_no_more_than_four_times_in_the_first_hour()
    {
        var first = Enumerable.Range(1, 4).Select(failures => BackOff.After(failures, 0)).ToList();

        Assert.True(first[0] + first[1] + first[2] + first[3] > TimeSpan.FromHours(1));
    }

    [Fact]
    public void Spreads_those_that_failed_together() =>
        Assert.InRange(BackOff.After(1, 0.999), TimeSpan.FromSeconds(74), TimeSpan.FromSeconds(75));
}
