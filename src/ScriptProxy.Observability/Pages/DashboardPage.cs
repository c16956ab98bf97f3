using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Observability.Pages;

/// <summary>
/// <c>GET /</c>: the status as a page for people. No script, nothing from elsewhere; it loads itself anew now and then.
/// </summary>
public static class DashboardPage
{
    private const string Style = """
        body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#222}
        h1{font-size:1.3rem}h2{font-size:1rem;margin:1.6rem 0 .3rem}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #ddd}
        th{font-weight:600;color:#555}td.n{text-align:right;font-variant-numeric:tabular-nums}
        .bad{color:#b00020;font-weight:600}pre{background:#f5f5f5;padding:.6rem;overflow:auto}
        """;

    /// <summary>The Content-Security-Policy of the page: nothing but its own style, known by its digest.</summary>
    public static string Policy { get; } =
        "default-src 'none'; style-src "
        + $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    public static string Write(ProxyStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>ScriptProxy</title>")
            .Append("<meta http-equiv=\"refresh\" content=\"5\"><style>").Append(Style)
            .Append("</style></head><body>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>ScriptProxy {Safe(status.Version)}</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Safe(status.File)} · generation {status.Generation} · up ");
        page.Append(Safe(TimeSpan.FromSeconds((long)status.UptimeSeconds).ToString("c", CultureInfo.InvariantCulture)));
        page.Append(" · <a href=\"/status\">JSON</a> · <a href=\"/metrics\">metrics</a></p>\n");
        AddReload(page, status.LastReload);
        AddTraffic(page, status);
        AddUpstreams(page, status.Upstreams);
        return page.Append("</body></html>\n").ToString();
    }

    private static void AddReload(StringBuilder page, ReloadStatus? reload)
    {
        if (reload is null)
            return;
        var outcome = reload.Succeeded
            ? "took over"
            : "<span class=\"bad\">was refused</span>; the generation before goes on";
        page.Append(CultureInfo.InvariantCulture, $"<p>The last reload, {reload.At:u}, {outcome}.</p>\n");
        if (reload.Problems.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $"<pre>{Safe(string.Join('\n', reload.Problems))}</pre>\n");
    }

    private static void AddTraffic(StringBuilder page, ProxyStatus status)
    {
        var now = status.Connections;
        page.Append(
            CultureInfo.InvariantCulture,
            $"<p>{now.Active} connections: {now.Reading} reading, {now.Writing} writing, {now.Waiting} waiting; ")
            .Append(CultureInfo.InvariantCulture, $"{now.Requests} requests so far.</p>\n");
        Begin(page, "Listeners", "name", "address", "open", "requests");
        foreach (var one in status.Listeners)
            Row(page, one.Name, one.Address, one.Active, one.Requests);
        Begin(End(page), "Sites", "name", "hosts", "script", "requests", "5xx");
        foreach (var one in status.Sites)
            Row(page, one.Name, string.Join(", ", one.Hosts), one.Script ?? "", one.Requests, one.ServerErrors);
        End(page);
    }

    private static void AddUpstreams(StringBuilder page, IReadOnlyList<UpstreamStatus> upstreams)
    {
        Begin(page, "Upstreams", "upstream", "server", "state", "active", "requests", "failures");
        foreach (var upstream in upstreams)
        {
            foreach (var one in upstream.Servers)
                Row(page, upstream.Name, one.Url, one.State, one.ActiveRequests, one.Requests, one.Failures);
        }

        End(page);
    }

    private static void Begin(StringBuilder page, string title, params ReadOnlySpan<string> columns)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>\n<table><tr>");
        foreach (var column in columns)
            page.Append(CultureInfo.InvariantCulture, $"<th>{column}</th>");
        page.Append("</tr>\n");
    }

    private static void Row(StringBuilder page, params ReadOnlySpan<object> cells)
    {
        page.Append("<tr>");
        foreach (var cell in cells)
        {
            var kind = cell is string text ? text == "down" ? " class=\"bad\"" : "" : " class=\"n\"";
            page.Append(CultureInfo.InvariantCulture, $"<td{kind}>{Safe($"{cell}")}</td>");
        }

        page.Append("</tr>\n");
    }

    private static StringBuilder End(StringBuilder page) => page.Append("</table>\n");

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
