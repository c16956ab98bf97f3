using ScriptProxy.Server.Loading;

namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>Whether every server of every upstream takes connections.</summary>
internal sealed class UpstreamsExamination : IExamination
{
    private const string Check = "upstreams";

    public async Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop)
    {
        var unreachable = await ServerProbe.Probe(subject.Settings, stop);
        if (unreachable.Count > 0)
            return [.. unreachable.Select(problem => new Finding(Grade.Fault, Check, problem.Message))];
        var count = subject.Settings.Upstreams.Sum(upstream => upstream.Servers.Count);
        return [new Finding(Grade.Fine, Check, $"all servers of upstreams take connections ({count})")];
    }
}
