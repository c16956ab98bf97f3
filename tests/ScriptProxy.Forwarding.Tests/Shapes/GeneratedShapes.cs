using System.Globalization;
using System.Text;

namespace ScriptProxy.Forwarding.Tests.Shapes;

/// <summary>Sound answers put together by chance, of the parts that HttpClient reads the same way.</summary>
internal static class GeneratedShapes
{
    private static readonly string[] Names = ["X-A", "x-b", "Server", "ETag", "Cache-Control", "Set-Cookie", "Vary", "Link", "x.y~z"];
    private static readonly string[] Values = ["", "a", "no-cache", "\"x\"", "a=b; Path=/", "\u00e9\u00ff", "a, b ,c", "Accept-Encoding"];
    private static readonly string[] Spaces = ["", " ", "\t", "  ", " \t "];

    public static IEnumerable<AnswerShape> Of(int seed, int count)
    {
        // Deterministic on purpose.
#pragma warning disable CA5394
        var chance = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder();
            for (var interims = chance.Next(8) - 5; interims > 0; interims--)
                text.Append("HTTP/1.1 103 Early\r\n").Append(Lines(chance)).Append("\r\n");
            var status = chance.Next(10) switch { 0 => 204, 1 => 304, _ => chance.Next(200, 600) };
            text.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {(status == 205 ? 200 : status)} Some reason\r\n").Append(Lines(chance));
            text.Append(Body(chance, status is 204 or 304));
            var answer = text.ToString();
            yield return new AnswerShape($"generated {seed}.{i}", answer)
            {
                // Here alone an answer must have the end of its trailers.
                IsStricter = answer.Contains("chunked", StringComparison.Ordinal) && !answer.EndsWith("\r\n\r\n", StringComparison.Ordinal),
            };
        }
    }

    private static string Lines(Random chance)
    {
        var lines = new StringBuilder();
        for (var left = chance.Next(6); left > 0; left--)
        {
            lines.Append(Pick(chance, Names)).Append(':').Append(Pick(chance, Spaces)).Append(Pick(chance, Values))
                .Append(Pick(chance, Spaces)).Append("\r\n");
        }

        return lines.ToString();
    }

    private static string Body(Random chance, bool isEmpty)
    {
        if (isEmpty)
            return "\r\n";
        var content = new string('c', chance.Next(3) switch { 0 => chance.Next(3), 1 => chance.Next(5000), _ => chance.Next(50_000) });
        return chance.Next(4) switch
        {
            0 => "\r\n" + content,
            1 => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}\r\n\r\n{content}"),
            2 => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Math.Max(0, content.Length + chance.Next(-2, 3))}\r\n\r\n{content}"),
            _ => "Transfer-Encoding: chunked\r\n\r\n" + Chunks(chance, content),
        };
    }

    private static string Chunks(Random chance, string content)
    {
        var chunks = new StringBuilder();
        for (var at = 0; at < content.Length;)
        {
            var size = chance.Next(1, Math.Min(content.Length - at, 9000) + 1);
            chunks.Append(size.ToString(chance.Next(2) == 0 ? "x" : "X4", CultureInfo.InvariantCulture));
            chunks.Append(chance.Next(3) == 0 ? ";e=\"v\"" : "").Append("\r\n").Append(content, at, size).Append("\r\n");
            at += size;
        }

        var end = chance.Next(3) == 0 ? "0\r\nX-T: u\r\n\r\n" : "0\r\n\r\n";
        return chunks.Append(end, 0, end.Length - (chance.Next(10) == 0 ? chance.Next(1, 3) : 0)).ToString();
    }

    private static string Pick(Random chance, string[] from) => from[chance.Next(from.Length)];
#pragma warning restore CA5394
}
