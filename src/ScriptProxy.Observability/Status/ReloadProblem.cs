using ScriptProxy.Diagnostics;

namespace ScriptProxy.Observability.Status;

/// <summary>A diagnostic on its way to the command that prints it.</summary>
public sealed record ReloadProblem(string File, int Line, int Column, string Severity, string Code, string Message)
{
    private const string Error = "error";
    private const string Warning = "warning";

    public static ReloadProblem Of(Diagnostic problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var severity = problem.Severity == Diagnostics.Severity.Error ? Error : Warning;
        return new ReloadProblem(
            problem.Place.File, problem.Place.Line, problem.Place.Column, severity, problem.Code, problem.Message);
    }

    public Diagnostic ToDiagnostic() => new(
        new SourcePlace(File, Line, Column),
        Severity == Error ? Diagnostics.Severity.Error : Diagnostics.Severity.Warning,
        Code,
        Message);
}
