using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Server.Echo;

/// <summary>Chooses the answer by the path; whatever has no meaning of its own is answered with the request.</summary>
internal sealed class EchoPaths(string name, CancellationToken stopping)
{
    /// <summary>Longer than any timeout that one would try out in earnest.</summary>
    private const int LongestDelay = 10 * 60 * 1000;

    public async Task AnswerAsync(HttpContext http)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            await (http.WebSockets.IsWebSocketRequest
                ? EchoWebSocket.AnswerAsync(http, ended.Token)
                : AnswerAsync(http, ended.Token));
        }
        catch (Exception e) when (
            e is WebSocketException
            || (ended.IsCancellationRequested && e is OperationCanceledException or IOException))
        {
            // The client has gone, or the server stops: an answer cut short must not look complete.
            http.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext http, CancellationToken ended)
    {
        var path = http.Request.Path;
        if (path == "/healthz")
            await http.Response.WriteAsync("ok", ended);
        else if (path == "/sse")
            await EchoEvents.AnswerAsync(http, ended);
        else if (NumberAfter(path, "/bytes") is >= 0 and var length)
            await EchoBytes.AnswerAsync(http, length, ended);
        else
            await AnswerWithRequestAsync(http, path, ended);
    }

    private async Task AnswerWithRequestAsync(HttpContext http, PathString path, CancellationToken ended)
    {
        if (NumberAfter(path, "/status") is >= 200 and <= 599 and var status)
            http.Response.StatusCode = (int)status;
        if (NumberAfter(path, "/delay") is >= 0 and <= LongestDelay and var milliseconds)
            await Task.Delay((int)milliseconds, ended);
        await EchoAnswer.WriteAsync(http, name, ended);
    }

    private static long NumberAfter(PathString path, string prefix) =>
        path.StartsWithSegments(prefix, out var rest)
        && rest.HasValue
        && long.TryParse(rest.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
}
