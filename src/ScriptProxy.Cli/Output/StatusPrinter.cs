using System.Globalization;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Output;

/// <summary>Prints the status of a running proxy for a person.</summary>
internal sealed class StatusPrinter(TextWriter output, string currentDirectory)
{
    public void Print(ProxyStatus status)
    {
        Line($"ScriptProxy {status.Version} with {Shown(status.File)}, up {Uptime(status)}");
        Line($"  generation  {status.Generation}, since {status.GenerationSince:u}");
        var now = status.Connections;
        Line($"  connections {now.Active}: {now.Reading} reading, {now.Writing} writing, {now.Waiting} waiting");
        foreach (var one in status.Listeners)
            Line($"  listener    {one.Name}: {one.Address}, {Counted(one.Requests, "request")}");
        foreach (var one in status.Sites)
            Line($"  site        {one.Name}: {string.Join(", ", one.Hosts)}{Script(one)}, {Answers(one)}");
        foreach (var one in status.Upstreams)
            Print(one);
        foreach (var one in status.Certificates)
            Line($"  certificate {Shown(one.File)}: site {one.Site}, until {one.NotAfter:u}");
        if (status.Plugins.Count > 0)
            Line($"  plugins     {string.Join(", ", status.Plugins)}");
        if (status.LastReload is { } reload)
            Print(reload);
    }

    private void Print(UpstreamStatus upstream)
    {
        Line($"  upstream    {upstream.Name}");
        foreach (var one in upstream.Servers)
        {
            var counts = $"{Counted(one.Requests, "request")}, {Counted(one.Failures, "failure")}{LastFailure(one)}";
            var backup = one.Backup ? " (backup)" : "";
            Line($"    {one.State,-9} {one.Url}{backup}, {one.ActiveRequests} active, {counts}");
        }
    }

    private void Print(ReloadStatus reload)
    {
        Line($"  last reload {reload.At:u}: {(reload.Succeeded ? "took over" : "refused")}");
        foreach (var problem in reload.Problems)
            Line($"    {problem}");
    }

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private string Shown(string file) => ShownPath.From(currentDirectory, file);

    private string Script(SiteStatus site) => site.Script is null ? "" : $" -> {Shown(site.Script)}";

    private static string Answers(SiteStatus site) =>
        Counted(site.Requests, "request") + (site.ServerErrors > 0 ? $", {site.ServerErrors} with 5xx" : "");

    private static string LastFailure(ServerStatus server) =>
        server.LastFailure is null ? "" : $", last: {server.LastFailure}";

    private static string Uptime(ProxyStatus status) =>
        TimeSpan.FromSeconds((long)status.UptimeSeconds).ToString("c", CultureInfo.InvariantCulture);

    private static string Counted(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
