using System.Globalization;

namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>How many file descriptors the proxy may open; each proxied request needs two.</summary>
internal sealed class DescriptorsExamination : IExamination
{
    private const string Check = "descriptors";
    private const string Limit = "Max open files";
    private const long Least = 8192;

    public Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Finding>>([Examine(subject)]);

    // .NET raises its soft limit to the hard one, so that the hard one counts.
    private static Finding Examine(DoctorCase subject)
    {
        var process = subject.Running?.Process.Pid.ToString(CultureInfo.InvariantCulture) ?? "self";
        var line = subject.Machine.Lines($"proc/{process}/limits")?
            .FirstOrDefault(line => line.StartsWith(Limit, StringComparison.Ordinal));
        var hard = line?[Limit.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var whose = subject.Running is null ? "a process started here" : "the proxy";
        if (hard is null)
            return new Finding(Grade.Note, Check, "the file-descriptor limit cannot be read", "see `ulimit -n`");
        return hard == "unlimited" || long.Parse(hard, CultureInfo.InvariantCulture) >= Least
            ? new Finding(Grade.Fine, Check, $"{whose} may open {hard} files")
            : new Finding(
                Grade.Warning, Check, $"{whose} may open {hard} files only, half as many requests at a time",
                "set LimitNOFILE=65536 in its unit, or `ulimit -n 65536` before it starts");
    }
}
