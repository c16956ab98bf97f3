using System.Net;
using ScriptProxy.Cli.Doctor.Machine;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>Who listens on the ports of the listeners; <c>ss -tlnp</c> in the words of proxy.toml.</summary>
internal sealed class PortsExamination : IExamination
{
    private const string Check = "ports";

    public Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop)
    {
        var sockets = ListeningSockets.Read(subject.Machine);
        IReadOnlyList<Finding> findings =
        [
            .. subject.Settings.Listeners
                .Select(listener => Examine(listener, sockets, subject)),
        ];
        return Task.FromResult(findings);
    }

    private static Finding Examine(
        ListenerSettings listener, IReadOnlyList<ListeningSocket> sockets, DoctorCase subject)
    {
        var address = listener.Address.Value;
        if (address is ListenAddress.Unix unix)
        {
            return File.Exists(unix.Path)
                ? new Finding(Grade.Fine, Check, $"listener '{listener.Name}': '{address}' is there")
                : Missing(listener);
        }

        if (sockets.FirstOrDefault(socket => Serves(socket, address)) is not { } socket)
            return Missing(listener);
        if (SocketOwner.Of(socket, subject.Machine) is not { } owner)
        {
            return new Finding(
                Grade.Note, Check,
                $"listener '{listener.Name}': '{address}' is bound by a process that only root may see",
                "run doctor with sudo to see which");
        }

        if (owner.Pid == subject.Running?.Process.Pid)
            return new Finding(
                Grade.Fine, Check, $"listener '{listener.Name}': '{address}' is bound by this proxy (pid {owner.Pid})");
        return IsScriptProxy(owner, subject.Machine)
            ? new Finding(
                Grade.Fine, Check,
                $"listener '{listener.Name}': '{address}' is bound by a scriptproxy (pid {owner.Pid})")
            : new Finding(
                Grade.Fault, Check, $"listener '{listener.Name}': '{address}' is bound by {owner}",
                "stop that program, or give the listener another address");
    }

    private static Finding Missing(ListenerSettings listener) => new(
        Grade.Fault, Check, $"listener '{listener.Name}': nothing listens on '{listener.Address.Value}'",
        "start the proxy with `scriptproxy run`; if it runs, see its last reload with `scriptproxy status`");

    private static bool Serves(ListeningSocket socket, ListenAddress address) => address switch
    {
        ListenAddress.Ip ip => socket.Port == ip.Port && (socket.Address.Equals(ip.Address) || socket.IsEverywhere),
        ListenAddress.AnyIp any =>
            socket.Port == any.Port && (socket.IsEverywhere || !IPAddress.IsLoopback(socket.Address)),
        _ => false,
    };

    private static bool IsScriptProxy(SocketOwner owner, MachineFiles machine) =>
        machine.Lines($"proc/{owner.Pid}/cmdline")?.FirstOrDefault() is { } line
        && line.Split('\0').Take(2).Any(word => Path.GetFileNameWithoutExtension(word) == "scriptproxy");
}
