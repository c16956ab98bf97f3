using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Server.Admin;

/// <summary>
/// The admin endpoint over all generations: like a listener, it is bound anew before the switch, and only if it moves.
/// </summary>
internal sealed class AdminEndpoint
{
    private readonly AdminApplication _application;
    private readonly ILoggerFactory _logs;
    private readonly List<Task> _stopping = [];
    private AdminServer? _running;
    private volatile AdminAccess _access = new(token: null, readingNeedsToken: true);

    public AdminEndpoint(AdminDesk desk, ILoggerFactory logs)
    {
        _logs = logs;
        _application = new AdminApplication(desk, () => _access, logs.CreateLogger("admin"));
    }

    /// <summary>Binds what is new. Nothing that serves is touched.</summary>
    public async Task<(AdminChange? Change, IReadOnlyList<Diagnostic> Diagnostics)> Prepare(ProxySettings settings)
    {
        if (settings.Global.Admin is not { } address)
            return (new AdminChange(null, null), []);
        var place = settings.Global.AdminPlace;
        try
        {
            var started = address == _running?.Address ? null : await AdminServer.Start(address, _application, _logs);
            var (token, problems) = TokenOf(settings.Global, place);
            return (new AdminChange(
                new AdminAccess(token, AdminRules.IsReachableFromElsewhere(address)), started), problems);
        }
        catch (SocketException exception)
        {
            return (null, [ServerProblems.CannotBindAdmin(place, address, exception)]);
        }
    }

    /// <summary>The generation has been switched: opens the new one and stops the old one in the background.</summary>
    public void Commit(AdminChange change)
    {
        if (change.Access is { } access)
            _access = access;
        if (change.Started is null && change.Access is not null)
            return;

        // Not waited for: the request that asked for the reload may be one of its own.
        _stopping.RemoveAll(task => task.IsCompleted);
        if (_running is { } old)
            _stopping.Add(old.Stop());
        _running = change.Started;
        _running?.Open();
    }

    public async Task Stop()
    {
        if (_running is { } running)
            _stopping.Add(running.Stop());
        _running = null;
        await Task.WhenAll(_stopping);
    }

    private static (string? Token, IReadOnlyList<Diagnostic> Problems) TokenOf(
        GlobalSettings settings, SourcePlace place)
    {
        if (settings.AdminToken is { } token)
            return (token, []);
        try
        {
            return (AdminTokenFile.ReadOrMake(settings.StateFolder), []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var path = AdminTokenFile.PathIn(settings.StateFolder);
            return (null, [ServerProblems.AdminTokenNotKept(place, path, exception.Message)]);
        }
    }
}
