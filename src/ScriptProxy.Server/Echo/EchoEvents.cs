using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Server.Echo;

/// <summary><c>/sse?count=10&amp;every_ms=1000</c>: server-sent events; <c>count=0</c> never ends.</summary>
internal static class EchoEvents
{
    private const int DefaultCount = 10;
    private const int DefaultPeriod = 1000;

    public static async Task AnswerAsync(HttpContext http, CancellationToken ended)
    {
        var count = Number(http, "count", DefaultCount);
        var period = Number(http, "every_ms", DefaultPeriod);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        for (var number = 1L; count == 0 || number <= count; number++)
        {
            if (number > 1)
                await Task.Delay(period, ended);
            await http.Response.WriteAsync(
                string.Create(CultureInfo.InvariantCulture, $"id: {number}\ndata: event {number}\n\n"), ended);
            await http.Response.Body.FlushAsync(ended);
        }
    }

    private static int Number(HttpContext http, string key, int otherwise) =>
        int.TryParse(http.Request.Query[key], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
