using System.Net.Sockets;

namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>Whether the hosts of the sites have addresses, and whether these are this machine's.</summary>
internal sealed class DnsExamination : IExamination
{
    private const string Check = "dns";

    public async Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop)
    {
        var hosts = subject.Settings.Sites
            .SelectMany(site => site.Hosts)
            .Select(host => host.Value)
            .Where(host => !host.StartsWith('*'))
            .Distinct(StringComparer.Ordinal);
        return await Task.WhenAll(hosts.Select(host => Examine(host, subject, stop)));
    }

    private static async Task<Finding> Examine(string host, DoctorCase subject, CancellationToken stop)
    {
        try
        {
            var addresses = await subject.Resolve(host, stop);
            var strange = addresses.Where(address => !subject.OwnAddresses.Contains(address)).ToList();
            return strange.Count == 0
                ? new Finding(Grade.Fine, Check, $"'{host}' points to this machine")
                : new Finding(
                    Grade.Warning, Check,
                    $"'{host}' points to {string.Join(", ", strange)}, which this machine does not have",
                    "right behind NAT or a load balancer; else correct its A and AAAA records");
        }
        catch (SocketException exception)
        {
            return new Finding(
                Grade.Fault, Check, $"'{host}' has no address: {exception.Message}",
                "add an A or AAAA record that points to this machine");
        }
    }
}
