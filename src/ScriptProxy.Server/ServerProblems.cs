using System.Net.Sockets;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Server;

/// <summary>The catalogue of this floor's diagnostics.</summary>
internal static class ServerProblems
{
    /// <summary>A listener that cannot be bound.</summary>
    /// <param name="listener">The listener.</param>
    /// <param name="exception">What the system says.</param>
    /// <param name="ours">An address of the running generation with the same port; null for none.</param>
    public static Diagnostic CannotBind(ListenerSettings listener, SocketException exception, ListenAddress? ours) =>
        exception.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse when ours is not null => Diagnostic.Error(
                listener.Address.Place, "SP4005",
                $"listener '{listener.Name}' cannot bind '{listener.Address.Value}' while this proxy listens on '{ours}', which "
                + "overlaps; restart it to move from one to the other"),
            SocketError.AddressAlreadyInUse => Diagnostic.Error(
                listener.Address.Place, "SP4001",
                $"listener '{listener.Name}' cannot bind '{listener.Address.Value}': {Holder(listener.Address.Value)}, stop it, "
                + "or give the listener another address"),
            SocketError.AccessDenied => Diagnostic.Error(
                listener.Address.Place, "SP4002",
                $"listener '{listener.Name}' may not bind '{listener.Address.Value}'; ports below 1024 need the capability "
                + "CAP_NET_BIND_SERVICE (systemd: AmbientCapabilities=), a unix socket needs write access to its folder"),
            SocketError.AddressNotAvailable => Diagnostic.Error(
                listener.Address.Place, "SP4003",
                $"listener '{listener.Name}' cannot bind '{listener.Address.Value}': this machine has no such address; "
                + "list its addresses with `ip addr`, or listen on all with ':PORT'"),
            _ => Diagnostic.Error(
                listener.Address.Place, "SP4004",
                $"listener '{listener.Name}' cannot bind '{listener.Address.Value}': {exception.Message}"),
        };

    private static string Holder(ListenAddress address) => address is ListenAddress.Unix
        ? "it is a file that is no socket, or another program listens there; find that with `ss -lxp`"
        : "another program has it; find it with `ss -ltnp`";

    public static Diagnostic CannotReach(UpstreamSettings upstream, ServerSettings server, string reason) => Diagnostic.Error(
        server.Place, "SP4007",
        $"upstream '{upstream.Name}': server '{server.Address}' cannot be reached: {reason}; is it running, and is the port right?");

    public static Diagnostic RoutesRefused(SourcePlace place, string reason) => Diagnostic.Error(
        place, "SP4008", $"the routes cannot be put into one table: {reason}");

    public static Diagnostic SchedulingLater(SourcePlace place, Scheduling running) => Diagnostic.Warning(
        place, "SP4025",
        $"scheduling stays \"{(running == Scheduling.Inline ? "inline" : "pool")}\" until the proxy is restarted");

    public static Diagnostic AdminWithoutToken(SourcePlace place, ListenAddress address) => Diagnostic.Error(
        place, "SP4030",
        $"the admin endpoint on '{address}' can be reached from other machines and needs a token of your own; "
        + "add admin_token = \"${ADMIN_TOKEN}\", or bind it to 127.0.0.1");

    public static Diagnostic CannotBindAdmin(SourcePlace place, ListenAddress address, SocketException exception) => Diagnostic.Error(
        place, "SP4031",
        $"the admin endpoint cannot bind '{address}': {ReasonOf(address, exception)}, or give it another address: "
        + "admin = \"127.0.0.1:9901\" in [proxy], or admin = \"off\" for none");

    public static Diagnostic AdminOnListener(ListenerSettings listener, ListenAddress admin) => Diagnostic.Error(
        listener.Address.Place, "SP4032",
        $"listener '{listener.Name}' and the admin endpoint, '{admin}', want the same socket; "
        + "give one of them another port, or write admin = \"off\" in [proxy]");

    public static Diagnostic AdminTokenNotKept(SourcePlace place, string file, string reason) => Diagnostic.Warning(
        place, "SP4033",
        $"the admin token cannot be kept in '{file}': {reason.TrimEnd('.')}; until admin_token is set or state names a folder "
        + "that the proxy's user owns, the admin endpoint takes no orders");

    public static Diagnostic AdminTokenUnusable(SourcePlace place) => Diagnostic.Error(
        place, "SP4034",
        "'admin_token' has blanks or characters that a header cannot carry; use letters and digits, as `openssl rand -hex 32` makes");

    private static string ReasonOf(ListenAddress address, SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => $"{Holder(address)}, stop it",
        SocketError.AddressNotAvailable => "this machine has no such address; list its addresses with `ip addr`",
        SocketError.AccessDenied => "the proxy's user may not; ports below 1024 need the capability CAP_NET_BIND_SERVICE",
        _ => exception.Message,
    };
}
