using System.Net;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>Whether ufw lets the public listeners' ports through, as far as its files can be read.</summary>
internal sealed class FirewallExamination : IExamination
{
    private const string Check = "firewall";
    private const string Enabled = "ENABLED=yes";
    private const string Tuple = "### tuple ### allow ";

    public Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop)
    {
        var ports = subject.Settings.Listeners
            .Select(listener => PublicPort(listener.Address.Value))
            .OfType<int>()
            .ToList();
        IReadOnlyList<Finding> findings = ports.Count == 0 ? [] : [.. Findings(subject, ports)];
        return Task.FromResult(findings);
    }

    private static IEnumerable<Finding> Findings(DoctorCase subject, List<int> ports)
    {
        if (subject.Machine.Lines("etc/ufw/ufw.conf")?.Contains(Enabled) != true)
        {
            yield return subject.Machine.Lines("etc/nftables.conf") is not null
                ? new Finding(
                    Grade.Note, Check, "ufw is not on; /etc/nftables.conf is there",
                    $"see that it admits {Named(ports)}")
                : new Finding(Grade.Note, Check, "no firewall of this machine was found", Recipe(ports));
            yield break;
        }

        if (subject.Machine.Lines("etc/ufw/user.rules") is not { } rules)
        {
            yield return new Finding(
                Grade.Note, Check, "ufw is on, and only root may read its rules",
                "run doctor with sudo, or see `sudo ufw status`");
            yield break;
        }

        foreach (var port in ports)
        {
            yield return rules.Any(rule => Admits(rule, port))
                ? new Finding(Grade.Fine, Check, $"ufw admits port {port}")
                : new Finding(Grade.Fault, Check, $"ufw does not admit port {port}", $"sudo ufw allow {port}/tcp");
        }
    }

    // ### tuple ### allow tcp 80 0.0.0.0/0 any 0.0.0.0/0 in
    private static bool Admits(string rule, int port)
    {
        if (!rule.StartsWith(Tuple, StringComparison.Ordinal))
            return false;
        var words = rule[Tuple.Length..].Split(' ');
        return words.Length > 1 && words[0] is "tcp" or "any" && words[1].Split(',').Contains($"{port}");
    }

    private static string Recipe(List<int> ports) =>
        $"{string.Join("; ", ports.Select(port => $"sudo ufw allow {port}/tcp"))}; sudo ufw default deny incoming; "
        + "sudo ufw enable (and first your way in: sudo ufw allow OpenSSH)";

    private static string Named(List<int> ports) => $"port {string.Join(" and ", ports)}";

    private static int? PublicPort(ListenAddress address) => address switch
    {
        ListenAddress.AnyIp any => any.Port,
        ListenAddress.Ip ip when !IPAddress.IsLoopback(ip.Address) => ip.Port,
        _ => null,
    };
}
