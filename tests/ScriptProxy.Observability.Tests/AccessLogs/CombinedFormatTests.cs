using System.Buffers;
using System.Net;
using System.Text;
using ScriptProxy.Observability.AccessLogs;

namespace ScriptProxy.Observability.Tests.AccessLogs;

public sealed class CombinedFormatTests
{
    [Theory]
    [InlineData("a\"b", @"a\x22b")]
    [InlineData(@"a\b", @"a\x5Cb")]
    [InlineData("a\r\nb", @"a\x0D\x0Ab")]
    [InlineData("a\x7f", @"a\x7F")]
    [InlineData("é", @"\xC3\xA9")]
    [InlineData("\ud83d\ude00", @"\xF0\x9F\x98\x80")]
    [InlineData("plain ~ text", "plain ~ text")]
    [InlineData("", "")]
    [InlineData(null, "-")]
    public void Escapes_as_nginx_does(string? userAgent, string expected) =>
        Assert.EndsWith($" \"{expected}\"\n", Format(AccessRecords.For("/") with { UserAgent = userAgent }));

    // An attribute cannot hold half a surrogate pair.
    [Fact]
    public void Replaces_half_a_surrogate_pair() =>
        Assert.EndsWith("\"\\xEF\\xBF\\xBD\"\n", Format(AccessRecords.For("/") with { UserAgent = "\ud83d" }));

    [Fact]
    public void Names_the_user()
    {
        var line = Format(AccessRecords.For("/") with { User = "anna" });

        Assert.StartsWith("192.0.2.7 - anna [", line);
    }

    [Fact]
    public void Names_a_client_of_a_unix_socket_as_nginx_does()
    {
        var line = Format(AccessRecords.For("/") with { Client = IPAddress.None });

        Assert.StartsWith("unix: - - [", line);
    }

    [Theory]
    [InlineData(5.5, "[23/Nov/2026:15:41:12 +0530]")]
    [InlineData(-8, "[23/Nov/2026:02:11:12 -0800]")]
    public void Writes_the_local_time_with_its_offset(double hours, string expected)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(hours), "test", "test");

        Assert.Contains(expected, Format(AccessRecords.For("/"), zone));
    }

    private static string Format(AccessRecord record, TimeZoneInfo? zone = null)
    {
        var line = new ArrayBufferWriter<byte>();
        new CombinedFormat(zone ?? TimeZoneInfo.Utc).Write(record, line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
