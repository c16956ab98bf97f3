using System.Net;
using System.Net.NetworkInformation;
using ScriptProxy.Cli.Admin;
using ScriptProxy.Cli.Doctor.Machine;
using ScriptProxy.Configuration;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>Takes the case of one proxy.toml on this machine, and has everything looked at.</summary>
internal static class DoctorRound
{
    private static readonly IExamination[] All =
    [
        new FilesExamination(), new PortsExamination(), new AdminExamination(), new DnsExamination(),
        new UpstreamsExamination(),
        new ExposureExamination(), new CertificatesExamination(), new DescriptorsExamination(),
        new FirewallExamination(),
        new PrivilegesExamination(),
    ];

    public static async Task<IReadOnlyList<Finding>> Go(string file, CancellationToken stop)
    {
        var subject = await Take(file, stop);
        var findings = new List<Finding>();
        foreach (var examination in All)
            findings.AddRange(await examination.Examine(subject, stop));
        return findings;
    }

    private static async Task<DoctorCase> Take(string file, CancellationToken stop)
    {
        var read = new SettingsReader().Read(file);
        var admin = read.Settings.Global.Admin is null
            ? AdminReply.Without("the admin endpoint is off")
            : await new AdminClient(read.Settings.Global).Get("/status", stop);
        return new DoctorCase
        {
            Settings = read.Settings,
            Diagnostics = read.Diagnostics,
            Running = admin.Problem is null ? StatusJson.Read<ProxyStatus>(admin.Text) : null,
            AdminProblem = admin.Problem,
            Machine = new MachineFiles(),
            Resolve = Dns.GetHostAddressesAsync,
            OwnAddresses = OwnAddresses(),
            Now = TimeProvider.System.GetUtcNow(),
        };
    }

    private static HashSet<IPAddress> OwnAddresses() =>
    [
        IPAddress.Loopback,
        IPAddress.IPv6Loopback,
        .. NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address),
    ];
}
