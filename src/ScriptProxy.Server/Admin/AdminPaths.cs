using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Observability.Pages;
using ScriptProxy.Observability.Status;
using ScriptProxy.Observability.Traffic;

namespace ScriptProxy.Server.Admin;

/// <summary>The pages and orders of the admin endpoint, by path and method.</summary>
internal sealed class AdminPaths(AdminDesk desk)
{
    private const string Known =
        "there are GET / /status /stub_status /metrics /healthz, POST /reload, "
        + "POST /upstreams/NAME/servers/SERVER?state=up|drain|down and POST /certificates/NAME/renew|revoke\n";

    public Task Answer(HttpContext http)
    {
        // Names may hold what a path decodes or may not, such as the / of a unix socket.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var steps = target.Split('?', 2)[0].Split('/').Skip(1).Select(Uri.UnescapeDataString).ToArray();
        return steps switch
        {
            ["healthz"] => Reading(http, () => AdminAnswer.Text(http, StatusCodes.Status200OK, "ok\n")),
            [""] =>
                Telling(http, (status, _) => AdminAnswer.Page(http, DashboardPage.Write(status), DashboardPage.Policy)),
            ["status"] => Telling(http, (status, _) => AdminAnswer.Json(http, StatusCodes.Status200OK, status)),
            ["stub_status"] => Telling(http, (status, _) => AdminAnswer.Write(
                http, StatusCodes.Status200OK, "text/plain",
                Encoding.ASCII.GetBytes(StubStatusPage.Write(status.Connections)))),
            ["metrics"] => Telling(http, (status, traffic) => AdminAnswer.Write(
                http,
                StatusCodes.Status200OK,
                "text/plain; version=0.0.4; charset=utf-8",
                Encoding.UTF8.GetBytes(MetricsPage.Write(status, traffic)))),
            ["reload"] => Ordering(http, () => ReloadOrder.Obey(http, desk)),
            ["upstreams", var upstream, "servers", var server] =>
                Ordering(http, () => ServerOrder.Obey(http, desk, upstream, server)),
            ["certificates", var name, "renew"] => Ordering(http, () => CertificateOrder.Renew(http, desk, name)),
            ["certificates", var name, "revoke"] => Ordering(http, () => CertificateOrder.Revoke(http, desk, name)),
            _ => AdminAnswer.Text(http, StatusCodes.Status404NotFound, Known),
        };
    }

    private Task Telling(HttpContext http, Func<ProxyStatus, TrafficSnapshot, Task> tell) => Reading(http, () =>
        desk.Status.Read() is { } read
            ? tell(read.Status, read.Traffic)
            : AdminAnswer.Text(http, StatusCodes.Status503ServiceUnavailable, "the proxy is only starting\n"));

    private static Task Reading(HttpContext http, Func<Task> answer) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? answer()
            : Refuse(http, "GET, HEAD");

    private static Task Ordering(HttpContext http, Func<Task> answer) =>
        HttpMethods.IsPost(http.Request.Method) ? answer() : Refuse(http, "POST");

    private static Task Refuse(HttpContext http, string allowed)
    {
        http.Response.Headers.Allow = allowed;
        return AdminAnswer.Text(http, StatusCodes.Status405MethodNotAllowed, $"use {allowed}\n");
    }
}
