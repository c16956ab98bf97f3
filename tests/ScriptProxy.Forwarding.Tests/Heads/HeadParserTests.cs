using System.Text;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding.Tests.Heads;

public sealed class HeadParserTests
{
    private readonly HeadParser _parser = new();

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", 200, null)]
    [InlineData("HTTP/1.0 404 Not Found\r\n\r\n", 404, null)]
    [InlineData("HTTP/1.1 200\r\n\r\n", 200, null)]
    [InlineData("HTTP/1.1 200 \r\n\r\n", 200, null)]
    [InlineData("HTTP/1.1 200 Fine\r\n\r\n", 200, "Fine")]
    [InlineData("HTTP/1.1 999 X\tY\r\n\r\n", 999, "X\tY")]
    [InlineData("HTTP/1.1 599 \u00e4\r\n\r\n", 599, "\u00e4")]
    public void Reads_the_status_line(string head, int status, string? reason)
    {
        Assert.Equal(ParseStep.Done, Parse(head));
        Assert.Equal(status, _parser.Head.Status);
        Assert.Equal(reason, _parser.Head.Reason);
    }

    [Theory]
    [InlineData("HTTP/1.2 200 OK\r\n\r\n")]
    [InlineData("HTTP/2.0 200 OK\r\n\r\n")]
    [InlineData("http/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1  200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 +20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1\t200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200\tOK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 O\u0001K\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\n\n")]
    [InlineData("HTTP/1.1 200 O\rK\r\n\r\n")]
    [InlineData("\r\nHTTP/1.1 200 OK\r\n\r\n")]
    [InlineData(" HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("hello\r\n")]
    [InlineData("ICY 200 OK\r\n\r\n")]
    public void Refuses_what_is_no_status_line(string head) => Assert.Equal(ParseStep.Bad, Parse(head));

    [Theory]
    [InlineData("A: b", "b")]
    [InlineData("A:b", "b")]
    [InlineData("A: \t b \t ", "b")]
    [InlineData("A:", "")]
    [InlineData("A: b c\td", "b c\td")]
    [InlineData("A: \u00e4\u00ff\u0080", "\u00e4\u00ff\u0080")]
    public void Reads_a_value_as_it_came(string line, string value)
    {
        Assert.Equal(ParseStep.Done, Parse($"HTTP/1.1 200 OK\r\n{line}\r\n\r\n"));
        Assert.Equal(new Field("A", value), _parser.Head.Fields[0]);
    }

    [Theory]
    [InlineData("A: b\r\n c")]
    [InlineData("A: b\r\n\tc")]
    [InlineData(" A: b")]
    [InlineData("A : b")]
    [InlineData("A\t: b")]
    [InlineData(": b")]
    [InlineData("A")]
    [InlineData("A B: c")]
    [InlineData("A(: c")]
    [InlineData("\u00c4: c")]
    [InlineData("A: b\nB: c")]
    [InlineData("A: b\rB: c")]
    [InlineData("A: b\0c")]
    [InlineData("A: b\u0001c")]
    [InlineData("A: b\u007fc")]
    [InlineData("A: b\u000bc")]
    [InlineData("A\0: b")]
    [InlineData("Content-Length: ")]
    [InlineData("Content-Length: +1")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: -0")]
    [InlineData("Content-Length: 0x1")]
    [InlineData("Content-Length: 1 1")]
    [InlineData("Content-Length: 1,1")]
    [InlineData("Content-Length: 1, 1")]
    [InlineData("Content-Length: 1.0")]
    [InlineData("Content-Length: \u00b2")]
    [InlineData("Content-Length: 9223372036854775808")]
    [InlineData("Content-Length: 9999999999999999999")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Content-Length: 1\r\ncontent-length: 1")]
    [InlineData("Content-Length: 1\r\nContent-Length: 2")]
    [InlineData("Content-Length: 1\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 1")]
    [InlineData("Transfer-Encoding: ")]
    [InlineData("Transfer-Encoding: identity")]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    [InlineData("Transfer-Encoding: chunked, gzip")]
    [InlineData("Transfer-Encoding: chunked;q=1")]
    [InlineData("Transfer-Encoding: \"chunked\"")]
    [InlineData("Transfer-Encoding: xchunked")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity")]
    public void Refuses_a_field_that_can_be_read_in_two_ways(string lines)
    {
        Assert.Equal(ParseStep.Bad, Parse($"HTTP/1.1 200 OK\r\n{lines}\r\n\r\n"));
        Assert.NotNull(_parser.Fault);
    }

    [Fact]
    public void Refuses_chunks_of_HTTP_1_0() =>
        Assert.Equal(ParseStep.Bad, Parse("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));

    [Theory]
    [InlineData("Content-Length: 9223372036854775807", long.MaxValue)]
    [InlineData("Content-Length: 007", 7)]
    [InlineData("CONTENT-LENGTH:\t0 ", 0)]
    public void Reads_the_length(string line, long length)
    {
        Assert.Equal(ParseStep.Done, Parse($"HTTP/1.1 200 OK\r\n{line}\r\n\r\n"));
        Assert.Equal(length, _parser.Head.ContentLength);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: x, Close\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: x\r\nConnection: close\r\n\r\n", false)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n", false)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n\r\n", true)]
    public void Knows_whether_the_connection_is_kept(string head, bool isKept)
    {
        Assert.Equal(ParseStep.Done, Parse(head));
        Assert.Equal(isKept, _parser.Head.IsKept);
    }

    [Fact]
    public void Knows_what_ends_here()
    {
        Parse("HTTP/1.1 200 OK\r\nConnection: close, X-Secret\r\nX-Secret: 1\r\n\r\n");

        Assert.True(_parser.Head.Nominates("x-secret"));
        Assert.False(_parser.Head.Nominates("X-Secre"));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 3\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 4\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\nB: c\r\n\r\n", "HTTP/1.1 200 OK\r\nA: bb\r\nB: c\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\nB: c\r\n\r\n", "HTTP/1.1 200 OK\r\nA: c\r\nB: c\r\nC: d\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n\r\n")]
    public void Reads_an_answer_behind_another_as_if_it_were_the_first(string first, string second)
    {
        string[] heads = [first, second, first, second, second];
        foreach (var head in heads)
        {
            Assert.Equal(ParseStep.Done, Parse(head));
            Assert.Equal(new HeadParserTests().Read(head), Text());
        }
    }

    [Fact]
    public void Gives_the_same_strings_for_the_same_lines()
    {
        Parse("HTTP/1.1 200 OK\r\nDate: Sat, 01 Jan 2026 00:00:00 GMT\r\nX-Own: some value\r\n\r\n");
        var (date, own) = (_parser.Head.Fields[0].Value, _parser.Head.Fields[1].Value);
        Parse("HTTP/1.1 200 OK\r\nDate: Sat, 01 Jan 2026 00:00:01 GMT\r\nX-Own: some value\r\n\r\n");

        Assert.NotEqual(date, _parser.Head.Fields[0].Value);
        Assert.Same(own, _parser.Head.Fields[1].Value);
    }

    [Fact]
    public void A_length_that_is_remembered_still_clashes_with_a_second_one()
    {
        Parse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");

        Assert.Equal(ParseStep.Bad, Parse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\n"));
    }

    [Fact]
    public void A_head_may_be_as_large_as_allowed()
    {
        const string Head = "HTTP/1.1 200 OK\r\nA: b\r\n\r\n";

        Assert.Equal(ParseStep.Done, Parse(Head, Head.Length));
        Assert.Equal(ParseStep.TooLarge, Parse(Head, Head.Length - 1));
        Assert.Equal(ParseStep.TooLarge, Parse(Head[..^8], Head.Length - 9));
    }

    [Fact]
    public void Interim_answers_count_as_well()
    {
        const string Interim = "HTTP/1.1 102 P\r\n\r\n";
        var bytes = Encoding.Latin1.GetBytes(Interim);
        _parser.Begin((Interim.Length * 3) - 1);

        Assert.Equal(ParseStep.Done, _parser.Parse(bytes, out _));
        _parser.BeginHead();
        Assert.Equal(ParseStep.Done, _parser.Parse(bytes, out _));
        _parser.BeginHead();
        Assert.Equal(ParseStep.TooLarge, _parser.Parse(bytes, out _));
    }

    [Fact]
    public void What_is_behind_the_head_is_left()
    {
        _parser.Begin(1000);
        Assert.Equal(ParseStep.Done, _parser.Parse("HTTP/1.1 200 OK\r\n\r\nbody"u8, out var consumed));
        Assert.Equal(19, consumed);
    }

    [Fact]
    public void Reads_trailers()
    {
        Parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        _parser.BeginTrailers();

        Assert.Equal(ParseStep.Done, _parser.Parse("Content-Length: 3\r\nX-Sum: 1\r\n\r\nmore"u8, out var consumed));
        Assert.Equal(31, consumed);
        Assert.Equal(2, _parser.Trailers.Count);
        Assert.Null(_parser.Head.ContentLength);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Sat, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: 12\r\nX-A: b\r\n\r\n")]
    [InlineData("HTTP/1.0 404 Nothing Here\r\nConnection: keep-alive, X-B\r\nTransfer-Encoding : chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\nC: d\r\n\r\n")]
    public void Reads_the_same_however_the_bytes_are_split(string head)
    {
        var whole = Read(head);
        for (var at = 0; at <= head.Length; at++)
            Assert.Equal(whole, new HeadParserTests().Read(head[..at], head[at..]));
        Assert.Equal(whole, new HeadParserTests().Read([.. head.Select(letter => letter.ToString())]));
    }

    private ParseStep Parse(string head, int limit = 64 * 1024)
    {
        _parser.Begin(limit);
        return _parser.Parse(Encoding.Latin1.GetBytes(head), out _);
    }

    private string Read(params string[] parts)
    {
        var unread = "";
        _parser.Begin(1000);
        foreach (var part in parts)
        {
            unread += part;
            var step = _parser.Parse(Encoding.Latin1.GetBytes(unread), out var consumed);
            unread = unread[consumed..];
            if (step != ParseStep.NeedsMore)
                return step == ParseStep.Done ? Text() : $"{step} {_parser.Fault}";
        }

        return "unfinished";
    }

    private string Text()
    {
        var head = _parser.Head;
        var fields = Enumerable.Range(0, head.Fields.Count).Select(i => $"{head.Fields[i].Name}={head.Fields[i].Value}");
        return $"{head.IsHttp11} {head.Status} {head.Reason} {head.ContentLength} {head.IsChunked} {string.Join('|', fields)}";
    }
}
