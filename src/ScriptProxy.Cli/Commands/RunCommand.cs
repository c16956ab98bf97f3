using System.CommandLine;
using ScriptProxy.Cli.Serving;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy run</c>: serves until it is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "run",
            "Serves, and reloads by itself when a file changes. SIGTERM drains, SIGHUP reloads, SIGUSR1 reopens logs.",
            "scriptproxy run proxy.toml");
        var file = FileChoice.AddTo(command);
        command.SetAction(async (result, _) =>
        {
            using var signals = new ProcessSignals();
            var error = result.InvocationConfiguration.Error;
            return await new ServingSession(file.Path(result), signals, error).RunAsync();
        });
        return command;
    }
}
