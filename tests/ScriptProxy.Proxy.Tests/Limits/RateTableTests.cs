using System.Net;
using ScriptProxy.Proxy.Limits;

namespace ScriptProxy.Proxy.Tests.Limits;

public sealed class RateTableTests
{
    private readonly ManualTime _time = new();
    private readonly byte[] _secret = [1, 2, 3];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    public void Lets_in_the_burst_and_one_at_once(int burst)
    {
        var table = new RateTable(_time);
        Assert.Equal(burst + 1, Admitted(table, Key(0), Rate.Of(10, burst, _time), 1000));
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(0.5, 0)]
    [InlineData(333, 7)]
    public void Lets_in_the_burst_one_and_the_rate_over_ten_seconds_at_ten_times_the_rate(double perSecond, int burst)
    {
        var table = new RateTable(_time);
        var expected = burst + 1 + (perSecond * 10);
        Assert.InRange(TenSecondsAtTenfold(table, [Key(0)], perSecond, burst)[0], expected - 1, expected + 1);
    }

    [Fact]
    public void Lets_in_as_many_of_each_of_ten_thousand_keys()
    {
        var table = new RateTable(_time);
        var counts = TenSecondsAtTenfold(table, [.. Enumerable.Range(0, 10_000).Select(Key)], 2, 3);
        Assert.All(counts, count => Assert.InRange(count, 3 + 20, 3 + 22));
    }

    [Fact]
    public void Says_how_long_a_refused_one_has_to_wait()
    {
        var table = new RateTable(_time);
        var rate = Rate.Of(4, 1, _time);
        Admitted(table, Key(0), rate, 2);
        var refused = table.Take(Key(0), rate, _time.GetTimestamp());
        Assert.Equal(new Admission(false, _time.TimestampFrequency / 4), refused);

        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.True(table.Take(Key(0), rate, _time.GetTimestamp()).Admitted);
    }

    [Fact]
    public void Says_how_far_ahead_of_the_rate_an_admitted_one_is()
    {
        var table = new RateTable(_time);
        var rate = Rate.Of(4, 2, _time);
        var waits = Enumerable.Range(0, 3).Select(_ => table.Take(Key(0), rate, _time.GetTimestamp()).Ticks);
        Assert.Equal([0, 250_000_000, 500_000_000], waits);
    }

    [Fact]
    public void Keeps_a_million_keys_within_the_cap()
    {
        var table = new RateTable(_time);
        var rate = Rate.Of(0.001, 0, _time);
        for (var i = 0; i < 1_000_000; i++)
            table.Take(Key(i), rate, _time.GetTimestamp());

        Assert.InRange(table.Slots, 1_000_000, RateTable.MostKeys + 256 * 16);
        var known = Enumerable.Range(0, 1_000_000).Count(i => !table.Take(Key(i), rate, _time.GetTimestamp()).Admitted);
        Assert.InRange(known, 990_000, 1_000_000);
    }

    [Fact]
    public void Forgets_at_the_cap_the_keys_that_are_least_ahead()
    {
        var table = new RateTable(_time, mostKeys: 1024);
        var rate = Rate.Of(0.001, 5, _time);
        var spent = Key(-1);
        Admitted(table, spent, rate, 6);
        for (var i = 0; i < 100_000; i++)
            table.Take(Key(i), rate, _time.GetTimestamp());

        Assert.False(table.Take(spent, rate, _time.GetTimestamp()).Admitted);
        Assert.InRange(table.Slots, 1024, 1024 + (256 * 24));
    }

    [Fact]
    public void Gives_memory_back_after_a_flood()
    {
        var table = new RateTable(_time);
        var rate = Rate.Of(1, 0, _time);
        for (var i = 0; i < 200_000; i++)
            table.Take(Key(i), rate, _time.GetTimestamp());
        var flooded = table.Slots;

        _time.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 2_000; i++)
            table.Take(Key(i), rate, _time.GetTimestamp());
        Assert.InRange(table.Slots, 0, flooded / 10);
    }

    [Fact]
    public void Counts_the_same_from_many_threads()
    {
        var table = new RateTable(_time);
        var rate = Rate.Of(0.001, 999, _time);
        var admitted = 0;
        Parallel.For(0, 8, _ => Interlocked.Add(ref admitted, Admitted(table, Key(0), rate, 1000)));
        Assert.Equal(1000, admitted);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void Counts_IPv6_by_its_64(string one, string other, bool same) =>
        Assert.Equal(same, LimitKey.Of(IPAddress.Parse(one)) == LimitKey.Of(IPAddress.Parse(other)));

    [Fact]
    public void Tells_texts_apart() =>
        Assert.Equal(
            2,
            new HashSet<LimitKey> { LimitKey.Of("a", _secret), LimitKey.Of("b", _secret), LimitKey.Of(
                "a", _secret) }.Count);

    [Fact]
    public void Does_not_allocate_for_a_known_key()
    {
        var table = new RateTable(_time);
        var rate = Rate.Of(1_000_000, 1_000_000, _time);
        var address = IPAddress.Parse("2001:db8::1");
        table.Take(LimitKey.Of(address), rate, _time.GetTimestamp());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            table.Take(LimitKey.Of(address), rate, _time.GetTimestamp());
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static LimitKey Key(int number) => LimitKey.Of(new IPAddress((uint)number));

    private int Admitted(RateTable table, LimitKey key, Rate rate, int asked) =>
        Enumerable.Range(0, asked).Count(_ => table.Take(key, rate, _time.GetTimestamp()).Admitted);

    private int[] TenSecondsAtTenfold(RateTable table, LimitKey[] keys, double perSecond, int burst)
    {
        var rate = Rate.Of(perSecond, burst, _time);
        var counts = new int[keys.Length];
        for (var i = 0; i < perSecond * 100; i++)
        {
            for (var key = 0; key < keys.Length; key++)
                counts[key] += table.Take(keys[key], rate, _time.GetTimestamp()).Admitted ? 1 : 0;
            _time.Advance(TimeSpan.FromSeconds(0.1 / perSecond));
        }

        return counts;
    }
}
