namespace ScriptProxy.Forwarding.Tests.Shapes;

/// <summary>Answers that somebody has thought of.</summary>
internal static class HandWrittenShapes
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string Two = "Content-Length: 2\r\n\r\nok";
    private const string Chunked = Ok + "Transfer-Encoding: chunked\r\n\r\n";

    public static IEnumerable<AnswerShape> All =>
        [.. StatusLines(), .. Statuses(), .. Fields(), .. Lengths(), .. Codings(), .. Chunks(), .. Ends(), .. Interims(), .. Heads()];

    private static IEnumerable<AnswerShape> StatusLines()
    {
        yield return new("plain", $"{Ok}{Two}");
        yield return new("HTTP/1.0", $"HTTP/1.0 200 OK\r\n{Two}");
        yield return new("no reason", $"HTTP/1.1 200\r\n{Two}");
        yield return new("empty reason", $"HTTP/1.1 200 \r\n{Two}");
        yield return new("own reason", $"HTTP/1.1 200 Fine And Good\r\n{Two}");
        yield return new("reason with a tab", $"HTTP/1.1 200 a\tb\r\n{Two}");
        yield return new("other minor version", $"HTTP/1.2 200 OK\r\n{Two}") { IsStricter = true };
        yield return new("HTTP/2 in words", $"HTTP/2.0 200 OK\r\n{Two}");
        yield return new("small letters", $"http/1.1 200 OK\r\n{Two}");
        yield return new("two spaces", $"HTTP/1.1  200 OK\r\n{Two}");
        yield return new("leading line", $"\r\n{Ok}{Two}");
        yield return new("leading space", $" {Ok}{Two}");
        yield return new("HTTP/0.9", "hello");
        yield return new("ICY", $"ICY 200 OK\r\n{Two}");
        yield return new("nothing", "");
        yield return new("half a status line", "HTTP/1.1 2");
        yield return new("half a head", Ok + "Content-Len");
        yield return new("head without its end", Ok + "Content-Length: 2\r\n");
        yield return new("control in the reason", $"HTTP/1.1 200 a\u0001b\r\n{Two}") { IsStricter = true };
        yield return new("CR in the reason", $"HTTP/1.1 200 a\rb\r\n{Two}") { IsStricter = true };
        yield return new("LF ends the status line", $"HTTP/1.1 200 OK\n{Two}") { IsStricter = true };
    }

    private static IEnumerable<AnswerShape> Statuses()
    {
        int[] all = [200, 201, 202, 203, 206, 226, 300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 409,
            410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503,
            504, 505, 511, 599, 600, 999];
        foreach (var status in all)
            yield return new($"status {status}", $"HTTP/1.1 {status} X\r\n{Two}");
        foreach (var status in (string[])["20", "2000", "2x0", "abc", "-20", "+20", "", " "])
            yield return new($"status '{status}'", $"HTTP/1.1 {status} X\r\n{Two}");
        foreach (var status in (string[])["099", "000"])
            yield return new($"status '{status}'", $"HTTP/1.1 {status} X\r\n{Two}") { IsStricter = true };
        foreach (var status in (int[])[204, 304])
        {
            yield return new($"{status}", $"HTTP/1.1 {status} X\r\nX-A: b\r\n\r\n");
            yield return new($"{status} with a length", $"HTTP/1.1 {status} X\r\n{Two}");
            yield return new($"{status} with chunks", $"HTTP/1.1 {status} X\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        yield return new("205", "HTTP/1.1 205 X\r\nContent-Length: 0\r\n\r\n");
        yield return new("HEAD", $"{Ok}Content-Length: 1000\r\n\r\n") { Method = "HEAD" };
        yield return new("HEAD with chunks", Chunked) { Method = "HEAD" };
        yield return new("HEAD with a body", $"{Ok}{Two}") { Method = "HEAD" };
        yield return new("HEAD that says nothing", Ok + "\r\n") { Method = "HEAD" };
        yield return new("101 that nobody asked for", "HTTP/1.1 101 S\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n") { IsStricter = true };
    }

    private static IEnumerable<AnswerShape> Fields()
    {
        foreach (var value in (string[])["b", "", "\u00e4\u00ff", "b c\td", "a,b", "\"a, b\"", "a;b=c", "=?", new string('x', 4000)])
            yield return new($"value '{value}'", $"{Ok}X-A: {value}\r\n{Two}");
        foreach (var line in (string[])["X-A:b", "X-A:\tb", "X-A:  b", "X-A: b ", "X-A: b\t", "X-A: \t b \t ", "x-a: B", "X-A:", "X-A: "])
            yield return new($"line '{line}'", $"{Ok}{line}\r\n{Two}");
        foreach (var name in (string[])["X", "x!#$%&'*+-.^_`|~1", "Server", "server", "ETag", "Set-Cookie", "Vary", "X_A", "Via", "Location"])
            yield return new($"name '{name}'", $"{Ok}{name}: \"v\"\r\n{Two}");
        foreach (var name in (string[])["", "X A", "X(", "X\"", "X\u0001", "X\0", "X\u00e4", "X,"])
            yield return new($"name '{name}'", $"{Ok}{name}: v\r\n{Two}");
        foreach (var name in (string[])["X-A ", "X-A\t"])
            yield return new($"name '{name}'", $"{Ok}{name}: v\r\n{Two}") { IsStricter = true };
        yield return new("no colon", $"{Ok}XA\r\n{Two}");
        foreach (var lines in (string[])["X-A: 1\r\nX-A: 2", "Set-Cookie: a=b\r\nSet-Cookie: c=d", "X-A: 1\r\nX-B: 2\r\nx-a: 3", "Via: 1.1 a\r\nVia: 1.1 b"])
            yield return new($"lines '{lines}'", $"{Ok}{lines}\r\n{Two}");
        foreach (var value in (string[])["a\u0001b", "a\u007fb", "a\u000bb", "a\u001bb", "a\u0008"])
            yield return new($"control in '{value}'", $"{Ok}X-A: {value}\r\n{Two}") { IsStricter = true };
        yield return new("NUL", $"{Ok}X-A: a\0b\r\n{Two}") { IsStricter = true };
        yield return new("lone CR", $"{Ok}X-A: a\rX-B: b\r\n{Two}") { IsStricter = true };
        yield return new("lone LF", $"{Ok}X-A: a\nX-B: b\r\n{Two}") { IsStricter = true };
        yield return new("folded", $"{Ok}X-A: a\r\n b\r\n{Two}") { IsStricter = true };
        yield return new("folded with a tab", $"{Ok}X-A: a\r\n\tb\r\n{Two}") { IsStricter = true };
        yield return new("first line folded", $"{Ok} X-A: a\r\n{Two}");
    }

    private static IEnumerable<AnswerShape> Lengths()
    {
        foreach (var length in (string[])["2", "02", " 2 ", "0000002", "\t2"])
            yield return new($"length '{length}'", $"{Ok}Content-Length:{length}\r\n\r\nok");
        foreach (var length in (string[])["+2", "-2", "-0", "0x2", "2.0", "2e0", "2,2", "2, 2", "2;", "\"2\"", "1 1", "", "a", "99999999999999999999", "9223372036854775808", "\u00b2"])
            yield return new($"length '{length}'", $"{Ok}Content-Length: {length}\r\n\r\nok") { IsStricter = true };
        yield return new("no content", Ok + "Content-Length: 0\r\n\r\n");
        yield return new("two lengths that agree", $"{Ok}Content-Length: 2\r\n{Two}") { IsStricter = true };
        yield return new("two lengths that differ", $"{Ok}Content-Length: 1\r\n{Two}") { IsStricter = true };
        yield return new("more than the length", $"{Ok}{Two}more");
        yield return new("less than the length", Ok + "Content-Length: 5\r\n\r\nok");
        yield return new("length and nothing", Ok + "Content-Length: 5\r\n\r\n");
        yield return new("long", $"{Ok}Content-Length: 200000\r\n\r\n{new string('x', 200_000)}");
        yield return new("another answer behind it", $"{Ok}{Two}{Ok}{Two}");
    }

    private static IEnumerable<AnswerShape> Codings()
    {
        const string Body = "\r\n\r\n2\r\nok\r\n0\r\n\r\n";
        foreach (var coding in (string[])["chunked", "Chunked", "CHUNKED", " chunked ", "\tchunked"])
            yield return new($"coding '{coding}'", $"{Ok}Transfer-Encoding:{coding}{Body}");
        foreach (var coding in (string[])["gzip", "gzip, chunked", "chunked, gzip", "chunked, chunked", "identity", "xchunked", "", "chunked;a=b", "\"chunked\"", "chunked,", ",chunked", "\u000bchunked"])
            yield return new($"coding '{coding}'", $"{Ok}Transfer-Encoding: {coding}{Body}") { IsStricter = true };
        yield return new("coding twice", $"{Ok}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked{Body}") { IsStricter = true };
        yield return new("coding and length", $"{Ok}Content-Length: 2\r\nTransfer-Encoding: chunked{Body}") { IsStricter = true };
        yield return new("length and coding", $"{Ok}Transfer-Encoding: chunked\r\nContent-Length: 2{Body}") { IsStricter = true };
        yield return new("coding in HTTP/1.0", $"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked{Body}") { IsStricter = true };
        yield return new("look-alike", $"{Ok}Transfer_Encoding: chunked\r\n{Two}");
    }

    private static IEnumerable<AnswerShape> Chunks()
    {
        foreach (var body in (string[])["0\r\n\r\n", "2\r\nok\r\n0\r\n\r\n", "1\r\no\r\n1\r\nk\r\n0\r\n\r\n", "A\r\n0123456789\r\n0\r\n\r\n", "002\r\nok\r\n000\r\n\r\n",
            "2;a=b\r\nok\r\n0;c\r\n\r\n", "2;a=\"b c\"\r\nok\r\n0\r\n\r\n", "2\r\nok\r\n0\r\nX-T: 1\r\nX-U: 2\r\n\r\n", "2\r\nok\r\n0\r\nX-T:\r\n\r\n", "2\r\nok\r\n0\r\n\r\nmore"])
            yield return new($"chunks '{body}'", Chunked + body);
        foreach (var body in (string[])["", "2", "2\r\n", "2\r\no", "2\r\nok", "2\r\nok\r\n"])
            yield return new($"chunks that end at '{body}'", Chunked + body);

        // HttpClient takes the last chunk for the end, whatever becomes of the trailers.
        foreach (var body in (string[])["2\r\nok\r\n0\r\n", "2\r\nok\r\n0", "2\r\nok\r\n0\r\nX-T: 1\r\n", "2\r\nok\r\n0\r\n\r"])
            yield return new($"chunks that end at '{body}'", Chunked + body) { IsStricter = true };

        // HttpClient takes the last chunk for the end, whatever becomes of the trailers.
        foreach (var body in (string[])["2\r\nok\r\n0\r\n", "2\r\nok\r\n0", "2\r\nok\r\n0\r\nX-T: 1\r\n"])
            yield return new($"chunks that end at '{body}'", Chunked + body) { IsStricter = true };
        foreach (var body in (string[])["g\r\nok\r\n0\r\n\r\n", "\r\nok\r\n0\r\n\r\n", "+2\r\nok\r\n0\r\n\r\n", "-2\r\nok\r\n0\r\n\r\n", "0x2\r\nok\r\n0\r\n\r\n", " 2\r\nok\r\n0\r\n\r\n",
            "1\r\nok\r\n0\r\n\r\n", "10000000000000002\r\nok\r\n0\r\n\r\n", "ffffffffffffffff\r\nok\r\n0\r\n\r\n"])
            yield return new($"chunks '{body}'", Chunked + body);
        foreach (var body in (string[])["3\r\nok\r\n0\r\n\r\n", "2 \r\nok\r\n0\r\n\r\n", "2\t\r\nok\r\n0\r\n\r\n", "2 ;a\r\nok\r\n0\r\n\r\n", "2\nok\n0\n\n", "2\r\nok\n0\r\n\r\n", "2;a\u0001\r\nok\r\n0\r\n\r\n", "2;a\rb\r\nok\r\n0\r\n\r\n",
            "00000000000000002\r\nok\r\n0\r\n\r\n", "2\r\nok\r\n0\r\nX-T : 1\r\n\r\n", "2\r\nok\r\n0\r\nX-T: 1\n\n", "2\r\nok\r\n0\r\nno trailer\r\n\r\n", "2\r\nok\r\n0\r\nX-T: a\0\r\n\r\n"])
            yield return new($"chunks '{body}'", Chunked + body) { IsStricter = true };
        yield return new("large chunk", $"{Chunked}186a0\r\n{new string('x', 100_000)}\r\n0\r\n\r\n");
        yield return new("many chunks", Chunked + string.Concat(Enumerable.Repeat("a\r\n0123456789\r\n", 5000)) + "0\r\n\r\n");
    }

    private static IEnumerable<AnswerShape> Ends()
    {
        yield return new("ends with the connection", Ok + "\r\nok");
        yield return new("ends with the connection, HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nok");
        yield return new("ends at once", Ok + "\r\n");
        yield return new("ends with the connection, long", $"{Ok}\r\n{new string('x', 200_000)}");
        foreach (var connection in (string[])["close", "keep-alive", "Close", "x, close", "upgrade", ""])
            yield return new($"Connection '{connection}'", $"{Ok}Connection: {connection}\r\n{Two}");
        yield return new("Keep-Alive", $"{Ok}Keep-Alive: timeout=5\r\n{Two}");
    }

    private static IEnumerable<AnswerShape> Interims()
    {
        foreach (var status in (string[])["100 Continue", "102 P", "103 Early Hints", "199 X"])
            yield return new($"interim {status}", $"HTTP/1.1 {status}\r\nLink: </a>\r\n\r\n{Ok}{Two}");
        yield return new("five interims", string.Concat(Enumerable.Repeat("HTTP/1.1 103 E\r\n\r\n", 5)) + Ok + Two);
        yield return new("interim and nothing", "HTTP/1.1 103 E\r\n\r\n");
        yield return new("interim with a coding of its own", $"HTTP/1.1 103 E\r\nContent-Length: 5\r\n\r\n{Ok}{Two}");
    }

    private static IEnumerable<AnswerShape> Heads()
    {
        yield return new("thousand headers", Ok + string.Concat(Enumerable.Range(0, 1000).Select(i => $"X-{i}: {i}\r\n")) + Two);
        yield return new("large header", $"{Ok}X-A: {new string('x', 60_000)}\r\n{Two}");
        yield return new("too large a header", $"{Ok}X-A: {new string('x', 70_000)}\r\n{Two}");
        yield return new("too many headers", Ok + string.Concat(Enumerable.Repeat("X-A: x\r\n", 20_000)) + Two);
        yield return new("flood of interims", string.Concat(Enumerable.Repeat("HTTP/1.1 102 P\r\nX-A: bbbbbbbbbb\r\n\r\n", 5000)) + Ok + Two);
    }
}
