using ScriptProxy.Cli.Admin;
using ScriptProxy.Cli.Output;
using ScriptProxy.Configuration;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Cli.Commands;

/// <summary>
/// Reads where the running proxy is to be asked. Mistakes elsewhere in the file do not matter: it may be half edited.
/// </summary>
internal static class RunningProxyFile
{
    /// <summary>The settings; null when there is no file, which has been said then.</summary>
    public static ProxySettings? Read(string file, TextWriter error)
    {
        var read = new SettingsReader().Read(file);
        if (File.Exists(file))
            return read.Settings;
        DiagnosticPrinter.ForConsole(error).Print(read.Diagnostics);
        return null;
    }

    /// <summary>Asks the running proxy; null when there is no file, or no answer, which has been said then.</summary>
    public static async Task<AdminReply?> Ask(string file, TextWriter error, Func<AdminClient, Task<AdminReply>> ask)
    {
        if (Read(file, error) is not { } settings)
            return null;
        var reply = await ask(new AdminClient(settings.Global));
        if (reply.Problem is null)
            return reply;
        await error.WriteLineAsync($"scriptproxy: {reply.Problem}");
        return null;
    }
}
