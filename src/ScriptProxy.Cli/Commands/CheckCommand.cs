using System.CommandLine;
using ScriptProxy.Cli.Output;
using ScriptProxy.Observability;
using ScriptProxy.Server;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy check</c>: finds all that is wrong with the files, without serving them.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "check",
            "Reads proxy.toml, compiles every script, loads every plugin and prints all problems.",
            "scriptproxy check proxy.toml --probe");
        var file = FileChoice.AddTo(command);
        var probe = new Option<bool>("--probe") { Description = "Also connect to every upstream server" };
        command.Options.Add(probe);
        command.SetAction((result, stop) => RunAsync(
            file.Path(result), result.GetValue(probe), result.InvocationConfiguration, stop));
        return command;
    }

    private static async Task<int> RunAsync(
        string file, bool probe, InvocationConfiguration streams, CancellationToken stop)
    {
        using var logs = new ConsoleLogs();
        var diagnostics = await new ProxyChecker(logs).CheckAsync(file, probe, stop);
        if (DiagnosticPrinter.ForConsole(streams.Error).Print(diagnostics) > 0)
            return ExitCode.WrongFiles;
        await streams.Output.WriteLineAsync("no errors");
        return ExitCode.Fine;
    }
}
