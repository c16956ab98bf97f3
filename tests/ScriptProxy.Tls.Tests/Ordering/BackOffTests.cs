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

    [Theory]
    [InlineData(null, 60)]
    [InlineData(30, 60)]
    [InlineData(3600, 3600)]
    [InlineData(int.MaxValue, 8 * 86400)]
    public void Heeds_what_the_CA_says_within_reason(int? named, int expected)
    {
        var now = DateTimeOffset.UtcNow;

        var next = BackOff.NotBefore(named is { } seconds ? now.AddSeconds(seconds) : null, now.AddSeconds(60), now);

        Assert.Equal(now.AddSeconds(expected), next);
    }
}
