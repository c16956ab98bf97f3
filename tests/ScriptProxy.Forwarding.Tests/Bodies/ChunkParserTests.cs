using System.Text;
using ScriptProxy.Forwarding.Bodies;

namespace ScriptProxy.Forwarding.Tests.Bodies;

public sealed class ChunkParserTests
{
    [Theory]
    [InlineData("0\r\n", "")]
    [InlineData("3\r\nabc\r\n0\r\n", "abc")]
    [InlineData("3\r\nabc\r\n00a\r\n0123456789\r\n000\r\n", "abc0123456789")]
    [InlineData("B\r\nhello world\r\n0\r\n", "hello world")]
    [InlineData("3;a=b;c=\"d e\"\r\nabc\r\n0;x\r\n", "abc")]
    [InlineData("3;\r\nabc\r\n0\r\n", "abc")]
    [InlineData("4\r\n\r\n\r\n\r\n0\r\n", "\r\n\r\n")]
    public void Reads_the_content_however_it_is_split(string body, string content)
    {
        for (var at = 0; at <= body.Length; at++)
            Assert.Equal(content, Read(body[..at], body[at..]));
        Assert.Equal(content, Read([.. body.Select(letter => letter.ToString())]));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("g\r\n")]
    [InlineData(" 3\r\nabc\r\n")]
    [InlineData("3 \r\nabc\r\n")]
    [InlineData("3\t\r\nabc\r\n")]
    [InlineData("+3\r\nabc\r\n")]
    [InlineData("-3\r\nabc\r\n")]
    [InlineData("0x3\r\nabc\r\n")]
    [InlineData("3\nabc\n")]
    [InlineData("3\rabc\r\n")]
    [InlineData("3\r\nabcd\r\n")]
    [InlineData("3\r\nabc\n0\r\n")]
    [InlineData("3\r\nabc\rx")]
    [InlineData("3;a\nabc\r\n")]
    [InlineData("3;a\u0001\r\nabc\r\n")]
    [InlineData("3;\0\r\nabc\r\n")]
    [InlineData(";a\r\nabc\r\n")]
    [InlineData("8000000000000000\r\n")]
    [InlineData("00000000000000003\r\nabc\r\n")]
    [InlineData("10000000000000000\r\n")]
    public void Refuses_what_can_be_read_in_two_ways(string body)
    {
        Assert.Equal("bad", Read(body));
        Assert.Equal("bad", Read([.. body.Select(letter => letter.ToString())]));
    }

    [Fact]
    public void Refuses_an_extension_without_an_end() => Assert.Equal("bad", Read($"3;{new string('a', 2000)}"));

    [Fact]
    public void Tells_how_much_may_be_read_without_looking()
    {
        var parser = default(ChunkParser);
        Assert.Equal(ChunkStep.NeedsMore, parser.Next("1"u8, out _, out _));
        Assert.Equal(0, parser.DataAhead);
        Assert.Equal(ChunkStep.Data, parser.Next("0\r\nab"u8, out _, out _));
        Assert.Equal(14, parser.DataAhead);
        parser.Skip(14);
        Assert.Equal(0, parser.DataAhead);
        Assert.Equal(ChunkStep.Last, parser.Next("\r\n0\r\n"u8, out _, out _));
    }

    private static string Read(params string[] parts)
    {
        var parser = default(ChunkParser);
        var content = new StringBuilder();
        foreach (var part in parts)
        {
            ReadOnlySpan<byte> bytes = Encoding.Latin1.GetBytes(part);
            ChunkStep step;
            while ((step = parser.Next(bytes, out var consumed, out var data)) != ChunkStep.NeedsMore)
            {
                if (step == ChunkStep.Bad)
                    return "bad";
                if (step == ChunkStep.Last)
                    return content.ToString();
                content.Append(Encoding.Latin1.GetString(data));
                bytes = bytes[consumed..];
            }
        }

        return "unfinished";
    }
}
