using System.Net;
using ScriptProxy.Cli.Doctor.Machine;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>Local apps that listen on every address, so that clients can go round the proxy.</summary>
internal sealed class ExposureExamination : IExamination
{
    private const string Check = "exposure";

    public Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop)
    {
        var sockets = ListeningSockets.Read(subject.Machine).Where(socket => socket.IsEverywhere)
            .ToLookup(socket => socket.Port);
        IReadOnlyList<Finding> findings =
        [
            .. from upstream in subject.Settings.Upstreams
               from server in upstream.Servers
               let address = server.Address as ServerAddress.Tcp
               where address is not null && IsLocal(address.Host, subject)
               let socket = sockets[address.Port].FirstOrDefault()
               where socket is not null
               select Exposed(upstream.Name, address, socket),
        ];
        return Task.FromResult(findings);
    }

    private static Finding Exposed(string upstream, ServerAddress.Tcp address, ListeningSocket socket) => new(
        Grade.Fault, Check,
        $"upstream '{upstream}': the app at '{address}' listens on {new IPEndPoint(socket.Address, socket.Port)}, "
        + "so clients can reach it past the proxy",
        $"have the app listen on 127.0.0.1:{address.Port} only");

    private static bool IsLocal(string host, DoctorCase subject) => host == "localhost"
        || (IPAddress.TryParse(host, out var address)
        && (IPAddress.IsLoopback(address) || subject.OwnAddresses.Contains(address)));
}
