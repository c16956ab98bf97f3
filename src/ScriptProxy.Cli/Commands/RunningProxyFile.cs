using ScriptProxy.Cli.Output;
using ScriptProxy.Configuration;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Cli.Commands;

/// <summary>Reads where the running proxy is to be asked. Mistakes elsewhere in the file do not matter: it may be half edited.</summary>
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
}
