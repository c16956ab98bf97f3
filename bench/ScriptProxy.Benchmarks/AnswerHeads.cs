using System.Text;
using BenchmarkDotNet.Attributes;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Benchmarks;

/// <summary>What reading the head of a server's answer costs: one as the answer before it was, and one of which no line is the same.</summary>
[MemoryDiagnoser]
[MinColumn]
[Config(typeof(ShortIterations))]
public class AnswerHeads
{
    private const int Limit = 32 * 1024;

    private static readonly byte[] One = Head(
        "HTTP/1.1 200 OK",
        "Server: nginx",
        "Date: Tue, 24 Nov 2026 10:00:00 GMT",
        "Content-Type: application/json; charset=utf-8",
        "Content-Length: 137",
        "Connection: keep-alive",
        "Cache-Control: no-cache",
        "ETag: \"5f3a-61b2\"",
        "X-Request-Id: 7d1c5a90");

    private static readonly byte[] Other = Head(
        "HTTP/1.1 404 Not Found",
        "Server: Kestrel",
        "Date: Tue, 24 Nov 2026 10:00:01 GMT",
        "Content-Type: text/html; charset=utf-8",
        "Content-Length: 42",
        "Connection: close",
        "Cache-Control: no-store",
        "ETag: \"77c2-03e1\"",
        "X-Request-Id: 09be44f1");

    private readonly HeadParser _parser = new();
    private bool _turn;

    [Benchmark]
    public int Same() => Read(One);

    [Benchmark]
    public int Different() => Read((_turn = !_turn) ? One : Other);

    private static byte[] Head(params string[] lines) => Encoding.ASCII.GetBytes(string.Join("\r\n", [.. lines, "", ""]));

    private int Read(byte[] head)
    {
        _parser.Begin(Limit);
        return _parser.Parse(head, out var consumed) == ParseStep.Done && consumed == head.Length
            ? _parser.Head.Status
            : throw new InvalidOperationException(_parser.Fault);
    }
}
