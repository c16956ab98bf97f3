namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>Whether the proxy runs as root, which it never needs to.</summary>
internal sealed class PrivilegesExamination : IExamination
{
    private const string Check = "privileges";
    private const string Owner = "Uid:";

    public Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Finding>>([.. Findings(subject)]);

    private static IEnumerable<Finding> Findings(DoctorCase subject)
    {
        if (subject.Running is not { } running)
            yield break;
        var line = subject.Machine.Lines($"proc/{running.Process.Pid}/status")?
            .FirstOrDefault(line => line.StartsWith(Owner, StringComparison.Ordinal));
        if (line is null)
            yield break;
        var user = line[Owner.Length..].Split('\t', StringSplitOptions.RemoveEmptyEntries)[0].Trim();
        yield return user == "0"
            ? new Finding(
                Grade.Warning, Check, "the proxy runs as root, and so does every script and plugin",
                "give it a user of its own, and CAP_NET_BIND_SERVICE for ports below 1024 (docs/operations.md)")
            : new Finding(Grade.Fine, Check, $"the proxy runs as user {user}");
    }
}
