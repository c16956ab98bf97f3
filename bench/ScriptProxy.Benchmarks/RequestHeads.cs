using BenchmarkDotNet.Attributes;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Benchmarks;

/// <summary>What writing the head of a request to a server costs, with the headers that a browser's usually has behind a proxy.</summary>
[MemoryDiagnoser]
[MinColumn]
[Config(typeof(ShortIterations))]
public class RequestHeads
{
    private readonly RequestWriter _writer = new();

    [Params(6, 16)]
    public int Headers { get; set; }

    private (string Name, string Value)[] _headers = [];

    [GlobalSetup]
    public void Choose() => _headers =
    [
        .. new[]
        {
            ("Host", "shop.example.com"), ("X-Real-IP", "192.0.2.17"), ("X-Forwarded-For", "192.0.2.17"),
            ("X-Forwarded-Proto", "https"), ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"),
            ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            ("Accept-Language", "en-GB,en;q=0.5"), ("Accept-Encoding", "gzip, deflate, br, zstd"),
            ("Referer", "https://shop.example.com/cart"), ("Cookie", "session=5f3a61b27d1c5a9009be44f1; theme=dark"),
            ("Sec-Fetch-Dest", "document"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Site", "same-origin"),
            ("If-None-Match", "\"5f3a-61b2\""), ("Cache-Control", "max-age=0"), ("X-Forwarded-Host", "shop.example.com"),
        }.Take(Headers),
    ];

    [Benchmark]
    public int Write()
    {
        _writer.Begin();
        _writer.Line("GET", "/articles/17?page=2");
        foreach (var (name, value) in _headers)
            _writer.Field(name, value);
        _writer.EndHead();
        var length = _writer.Written.Length;
        _writer.Release();
        return length;
    }
}
