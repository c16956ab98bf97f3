using ScriptProxy.Cli.Doctor;

namespace ScriptProxy.Cli.Output;

/// <summary>Prints what <c>doctor</c> found, one line each and what to do below it.</summary>
internal static class FindingPrinter
{
    public static void Print(IReadOnlyList<Finding> findings, TextWriter output)
    {
        foreach (var finding in findings)
        {
            output.WriteLine($"{Word(finding.Grade),-7} {finding.Check,-12} {finding.Message}");
            if (finding.Advice is not null)
                output.WriteLine($"{"",-20} {finding.Advice}");
        }

        var faults = findings.Count(finding => finding.Grade == Grade.Fault);
        var warnings = findings.Count(finding => finding.Grade == Grade.Warning);
        output.WriteLine($"{Counted(faults, "fault")}, {Counted(warnings, "warning")}");
    }

    private static string Word(Grade grade) => grade switch
    {
        Grade.Fine => "ok",
        Grade.Note => "note",
        Grade.Warning => "warning",
        _ => "FAULT",
    };

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
