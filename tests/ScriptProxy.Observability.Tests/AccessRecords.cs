using System.Net;

namespace ScriptProxy.Observability.Tests;

/// <summary>Records as a request leaves them.</summary>
internal static class AccessRecords
{
    public static AccessRecord For(string target) => new()
    {
        Time = new DateTimeOffset(2026, 11, 23, 10, 11, 12, 345, TimeSpan.Zero),
        Client = IPAddress.Parse("192.0.2.7"),
        Method = "GET",
        Host = "app.example.com",
        Target = target,
        Protocol = "HTTP/1.1",
        Status = 200,
        Bytes = 512,
        Duration = TimeSpan.FromMilliseconds(12.3456),
        Site = "app",
        Upstream = "backend",
        Server = "http://127.0.0.1:3000",
        Referer = "https://example.com/",
        UserAgent = "curl/8.0",
    };
}
