using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Explaining;
using ScriptProxy.Server;
using ScriptProxy.Server.Explaining;

namespace ScriptProxy.Cli.Output;

/// <summary>
/// Writes an explanation for a person: one decision a line in the order in which they fall, the outcome last.
/// </summary>
internal sealed class ExplanationText
{
    private readonly TextTable _table = new();
    private readonly string _currentDirectory;

    private ExplanationText(string currentDirectory) => _currentDirectory = currentDirectory;

    public static string Of(ExplainRequest request, ExplainReport report, string currentDirectory)
    {
        var text = new ExplanationText(currentDirectory);
        text.AddOrigin(request, report);
        text.AddRoute(report.Explanation!);
        text.AddSteps(report.Explanation!);
        text.AddUpstream(report.Explanation!);
        text.AddSent(report.Explanation!);
        text.AddAnswer(report.Explanation!);
        return text._table.ToString();
    }

    private void AddOrigin(ExplainRequest request, ExplainReport report)
    {
        var told = report.Explanation!;
        _table.Add("request", $"{request.Method} {request.Url}");
        _table.Add("from", told.Client is null || told.Client == request.From.ToString()
            ? $"{request.From}"
            : $"{request.From}, for client {told.Client}");
        if (report.Listener is { } listener)
        {
            _table.Add(
                "listener", $"{listener.Name} on {listener.Address}{(listener.Tls ? " with TLS" : "")}",
                place: Place(listener.Place));
            if (listener.Note is not null)
                _table.Add("", $"({listener.Note})");
            if (listener.Certificate is not null)
                _table.Add("tls", listener.Certificate);
        }

        if (told.Site is { } site)
            _table.Add("site", $"{site.Name}, by its host {site.Host}", place: Place(site.Place));
    }

    private void AddRoute(Explanation told)
    {
        _table.Begin();
        if (told.Route is { } route)
        {
            _table.Add("route", route.Pattern, string.Join('.', [.. route.Conditions, route.End]), Place(route.Place));
            foreach (var (name, value) in route.Captured)
                _table.Add("", $"{{{name}}} = '{value}'");
        }
        else if (told.Site is not null)
        {
            _table.Add("route", NoRoute(told));
        }

        foreach (var miss in told.NearMisses)
            _table.Add("  not", miss.Pattern, miss.Reason, Place(miss.Place));
    }

    private static string NoRoute(Explanation told) => told.Decision switch
    {
        Decision.Fault => "undecided",
        Decision.Forward => "none; the site's upstream takes the rest",
        _ => "none",
    };

    private void AddSteps(Explanation told)
    {
        _table.Begin();
        foreach (var step in told.Steps)
            _table.Add("through", step.Text, Detail(step), Place(step.Place));
    }

    private static string Detail(ExplainedStep step) =>
        step.Level == "plugin" ? step.Note ?? "" : $"of the {step.Level}{(step.Note is null ? "" : $", {step.Note}")}";

    private void AddUpstream(Explanation told)
    {
        _table.Begin();
        if (told.Upstream is not { } upstream)
            return;
        var policy = upstream.Policy == "route" ? "the route's Balance" : upstream.Policy;
        var sticky = upstream.Sticky is null ? "" : $", sticky by {upstream.Sticky}";
        _table.Add(
            "upstream", upstream.Name, $"{policy} among {upstream.Servers.Count}{sticky}", Place(upstream.Place));
        foreach (var server in upstream.Servers)
            _table.Add(server.Chosen ? "  picks" : "  or", server.Url, Weight(server));
    }

    private static string Weight(ExplainedServer server) =>
        $"'{server.Name}', weight {server.Weight}{(server.Backup ? ", backup" : "")}";

    private void AddSent(Explanation told)
    {
        _table.Begin();
        if (told.Sent is not { } sent)
            return;
        _table.Add("sends", $"{sent.Method} {sent.Url} HTTP/{sent.Version}");
        _table.Begin();
        foreach (var header in sent.Headers)
            _table.Add($"  {Mark(header.Change)}", header.Name, Value(header), Place(header.Place));
    }

    private void AddAnswer(Explanation told)
    {
        _table.Begin();
        foreach (var step in told.OnAnswer)
            _table.Add("answer", step.Text, Detail(step), Place(step.Place));
        if (told.Answer is { } answer)
        {
            _table.Begin();
            _table.Add("answers", $"{answer.Status}");
            _table.Begin();
            foreach (var (name, value) in answer.Headers)
                _table.Add("  +", name, value);
        }

        _table.Begin();
        _table.Add("outcome", told.Summary, place: Place(told.Answer?.Place));
    }

    private static string Mark(HeaderChange change) => change switch
    {
        HeaderChange.Added => "+",
        HeaderChange.Changed => "~",
        HeaderChange.Removed => "-",
        _ => "=",
    };

    private static string Value(ExplainedHeader header) => header.Change switch
    {
        HeaderChange.Changed => $"{header.After} (was {header.Before})",
        HeaderChange.Removed => header.Before!,
        _ => header.After!,
    };

    private string Place(SourcePlace? place) => place is { File.Length: > 0 } at
        ? (at with { File = ShownPath.From(_currentDirectory, at.File) }).ToString()
        : "";
}
