using System.Globalization;
using System.Text;
using ScriptProxy.Server.Listeners.ProxyProtocol;

namespace ScriptProxy.Server.Tests.Listeners.ProxyProtocol;

public sealed class ProxyHeaderTests
{
    private const string Signature = "0D0A0D0A000D0A515549540A";

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.2 4711 443\r\n", "192.0.2.1:4711")]
    [InlineData("PROXY TCP6 2001:db8::1 2001:db8::2 65535 0\r\n", "[2001:db8::1]:65535")]
    [InlineData("PROXY UNKNOWN\r\n", null)]
    [InlineData("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", null)]
    public void Reads_a_line_of_text_and_waits_until_it_is_whole(string line, string? client) =>
        Reads(Encoding.ASCII.GetBytes(line), client);

    [Theory]
    [InlineData("2111000CC0000201C63364021267 01BB", "192.0.2.1:4711")]
    [InlineData("21110010C0000201C63364021267 01BB04000141", "192.0.2.1:4711")]
    [InlineData(
        "2121002420010DB800000000000000000000000120010DB8000000000000000000000002126701BB", "[2001:db8::1]:4711")]
    [InlineData("20000000", null)]
    [InlineData("20110003FFFFFF", null)]
    [InlineData("21000002FFFF", null)]
    public void Reads_what_is_binary_and_skips_what_follows_the_addresses(string hex, string? client) =>
        Reads(Binary(hex), client);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("PROXX")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.2 4711\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.2 4711 443 \r\n")]
    [InlineData("PROXY  TCP4 192.0.2.1 198.51.100.2 4711 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.2 65536 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.2 +1 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.2 01 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 nobody 4711 443\r\n")]
    [InlineData("PROXY TCP4 3221225985 198.51.100.2 4711 443\r\n")]
    [InlineData("PROXY TCP4 010.0.0.1 198.51.100.2 4711 443\r\n")]
    [InlineData("PROXY TCP4 2001:db8::1 2001:db8::2 4711 443\r\n")]
    [InlineData("PROXY TCP6 192.0.2.1 198.51.100.2 4711 443\r\n")]
    [InlineData("PROXY TCP6 [2001:db8::1] 2001:db8::2 4711 443\r\n")]
    [InlineData("PROXY TCP6 fe80::1%1 2001:db8::2 4711 443\r\n")]
    [InlineData("PROXY UDP4 192.0.2.1 198.51.100.2 4711 443\r\n")]
    [InlineData("PROXY UNKNOWNS\r\n")]
    public void Takes_nothing_else_for_a_line(string line) =>
        Assert.Equal(HeaderState.Invalid, ProxyHeader.Read(Encoding.ASCII.GetBytes(line)).State);

    [Theory]
    [InlineData("1111000CC0000201C6336402126701BB")]
    [InlineData("2211000CC0000201C6336402126701BB")]
    [InlineData("2112000CC0000201C6336402126701BB")]
    [InlineData("2111000BC0000201C6336402126701")]
    [InlineData("2121000CC0000201C6336402126701BB")]
    [InlineData("2111FFFF")]
    public void Takes_nothing_else_that_is_binary(string hex) =>
        Assert.Equal(HeaderState.Invalid, ProxyHeader.Read(Binary(hex)).State);

    [Fact]
    public void Does_not_wait_for_the_end_of_a_line_that_is_too_long()
    {
        var line = Encoding.ASCII.GetBytes("PROXY UNKNOWN " + new string('x', 93));
        Assert.Equal(HeaderState.Incomplete, ProxyHeader.Read(line.AsSpan(0, 106)).State);
        Assert.Equal(HeaderState.Invalid, ProxyHeader.Read(line).State);
    }

    private static void Reads(byte[] header, string? client)
    {
        for (var length = 0; length < header.Length; length++)
            Assert.Equal(HeaderState.Incomplete, ProxyHeader.Read(header.AsSpan(0, length)).State);
        byte[] said = [.. header, .. "GET /"u8];
        var read = ProxyHeader.Read(said);
        Assert.Equal(HeaderState.Whole, read.State);
        Assert.Equal(header.Length, read.Length);
        Assert.Equal(client, read.Client is { } end ? string.Create(CultureInfo.InvariantCulture, $"{end}") : null);
    }

    private static byte[] Binary(string hex) =>
        Convert.FromHexString(Signature + hex.Replace(" ", "", StringComparison.Ordinal));
}
