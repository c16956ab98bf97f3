using System.Globalization;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Output;

/// <summary>Certificates, and what came of orders for them, for a person.</summary>
internal static class CertificateTexts
{
    private static readonly string[] Titles = ["NAME", "SITE", "SOURCE", "DAYS LEFT", "NEXT ORDER (UTC)", "LAST FAILURE"];

    public static string Table(IReadOnlyList<CertificateStatus> certificates, DateTimeOffset now)
    {
        if (certificates.Count == 0)
            return "no certificates: no listener has tls = true\n";
        string[][] rows = [Titles, .. certificates.Select(one => Row(one, now))];
        var widths = Titles.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        return string.Concat(rows.Select(row =>
            string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd() + "\n"));
    }

    public static string Success(CertificateAnswer answer) => (answer.Revoked, answer.Arrived) switch
    {
        (false, true) => $"'{answer.Name}' is renewed{Until(answer)}",
        (true, true) => $"'{answer.Name}' is revoked, and a new certificate is shown{Until(answer)}",
        (false, false) => $"the order for '{answer.Name}' is under way; {Where}",
        (true, false) => $"'{answer.Name}' is revoked, and the order of a new certificate is under way; {Where}",
    };

    public static string Failure(CertificateAnswer answer) => answer.Revoked
        ? $"'{answer.Name}' is revoked, but no new certificate came: {answer.Failure}{Next(answer)}"
        : $"nothing has changed for '{answer.Name}': {answer.Failure}{Next(answer)}";

    private const string Where = "see `scriptproxy certs list` and the proxy's log";

    private static string[] Row(CertificateStatus one, DateTimeOffset now) =>
    [
        one.Name,
        one.Site.Length > 0 ? one.Site : "-",
        one.Source,
        ((int)Math.Floor((one.NotAfter - now).TotalDays)).ToString(CultureInfo.InvariantCulture),
        one.NextOrder is { } next ? Time(next) : one.Ordered ? "under way" : "-",
        one.LastFailure is null ? "-" : OneLine(one.LastFailure),
    ];

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Until(CertificateAnswer answer) =>
        answer.NotAfter is { } until ? $", good until {Time(until)} UTC" : "";

    private static string Next(CertificateAnswer answer) =>
        answer.NextOrder is { } next ? $"; next try at {Time(next)} UTC" : "";

    private static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
