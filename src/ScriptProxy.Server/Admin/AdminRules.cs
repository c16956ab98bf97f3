using System.Net;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Server.Admin;

/// <summary>Checks what proxy.toml says of the admin endpoint.</summary>
internal static class AdminRules
{
    public static IEnumerable<Diagnostic> Check(ProxySettings settings)
    {
        var global = settings.Global;
        if (!settings.Complete || global.Admin is not { } address)
            yield break;
        if (IsReachableFromElsewhere(address) && global.AdminToken is null)
            yield return ServerProblems.AdminWithoutToken(global.AdminPlace, address);
        if (global.AdminToken is { } token && !token.All(letter => letter is > ' ' and <= '~'))
            yield return ServerProblems.AdminTokenUnusable(global.AdminTokenPlace);
        foreach (var listener in settings.Listeners.Where(listener => listener.Address.Value.Overlaps(address)))
            yield return ServerProblems.AdminOnListener(listener, address);
    }

    /// <summary>Whether other machines can connect; a unix socket is as local as loopback.</summary>
    public static bool IsReachableFromElsewhere(ListenAddress address) => address switch
    {
        ListenAddress.Ip ip => !IPAddress.IsLoopback(ip.Address),
        ListenAddress.AnyIp => true,
        _ => false,
    };
}
