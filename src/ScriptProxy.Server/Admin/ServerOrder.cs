using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;
using ScriptProxy.Server.Reporting;

namespace ScriptProxy.Server.Admin;

/// <summary><c>POST /upstreams/{name}/servers/{server}?state=up|drain|down</c>.</summary>
internal static class ServerOrder
{
    public static Task Obey(HttpContext http, AdminDesk desk, string upstreamName, string serverName)
    {
        var upstreams = desk.Upstreams().ToList();
        if (upstreams.Find(one => one.Name == upstreamName) is not { } upstream)
            return NotFound(http, "upstream", upstreamName, upstreams.Select(one => one.Name));
        if (upstream.Servers.FirstOrDefault(one => one.Name == serverName) is not { } server)
            return NotFound(http, "server", serverName, upstream.Servers.Select(one => one.Name));
        var word = http.Request.Query["state"].ToString();
        if (ServerWords.Duty(word) is not { } duty)
            return AdminAnswer.Text(
                http, StatusCodes.Status400BadRequest, $"state cannot be '{word}'; write up, drain or down\n");
        server.Assign(duty);
        return AdminAnswer.Json(http, StatusCodes.Status200OK, StatusReporter.ServerOf(server));
    }

    private static Task NotFound(HttpContext http, string kind, string name, IEnumerable<string> known)
    {
        var hint = Nearest.Of(name, known) is { } near
            ? $"did you mean '{near}'?"
            : $"there are: {string.Join(", ", known)}";
        return AdminAnswer.Text(http, StatusCodes.Status404NotFound, $"there is no {kind} '{name}'; {hint}\n");
    }
}
