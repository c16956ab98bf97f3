namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>Whether the proxy answers at its admin endpoint, and what its last reload came to.</summary>
internal sealed class AdminExamination : IExamination
{
    private const string Check = "admin";

    public Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Finding>>([.. Findings(subject)]);

    private static IEnumerable<Finding> Findings(DoctorCase subject)
    {
        if (subject.Settings.Global.Admin is not { } address)
        {
            yield return new Finding(
                Grade.Note, Check, "the admin endpoint is off", "so status and reload cannot work");
            yield break;
        }

        if (subject.Running is not { } running)
        {
            yield return new Finding(
                Grade.Fault, Check, subject.AdminProblem ?? $"no proxy answers at '{address}'",
                "start the proxy, or run doctor as its user and with its proxy.toml");
            yield break;
        }

        yield return new Finding(
            Grade.Fine, Check,
            $"the proxy answers at '{address}': version {running.Version}, generation {running.Generation}");
        if (running.LastReload is { Succeeded: false } refused)
        {
            yield return new Finding(
                Grade.Fault, Check,
                $"the last reload was refused: {(refused.Problems.Count > 0 ? refused.Problems[0] : "see its log")}",
                "mend the files; until then an older generation serves");
        }
    }
}
