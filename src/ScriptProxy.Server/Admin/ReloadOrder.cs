using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Server.Admin;

/// <summary><c>POST /reload</c>: answers once the new generation serves or was refused (422).</summary>
internal static class ReloadOrder
{
    public static async Task Obey(HttpContext http, AdminDesk desk)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var report = await desk.Reload();
            var answer = new ReloadAnswer(
                report.Succeeded,
                report.Summary?.Number ?? desk.Status.Read()?.Status.Generation ?? 0,
                Math.Round(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 1),
                [.. report.Diagnostics.Select(ReloadProblem.Of)]);
            var status = report.Succeeded ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
            await AdminAnswer.Json(http, status, answer);
        }
        catch (OperationCanceledException)
        {
            await AdminAnswer.Text(http, StatusCodes.Status503ServiceUnavailable, "the proxy is stopping\n");
        }
    }
}
