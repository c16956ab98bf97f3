using System.CommandLine;
using ScriptProxy.Cli.Serving;
using ScriptProxy.Scripting;

namespace ScriptProxy.Cli.Commands;

/// <summary>
/// <c>scriptproxy compile-scripts</c>: what <c>run</c> starts to have scripts compiled. Nobody types it, and no help
/// shows it.
/// </summary>
internal static class CompileScriptsCommand
{
    public static Command Create()
    {
        var command = new Command(CompilerProgram.Command, "Compiles scripts for a proxy.") { Hidden = true };
        command.SetAction(_ =>
        {
            using var signals = new UnheededSignals();
            using var requests = Console.OpenStandardInput();
            using var answers = Console.OpenStandardOutput();
            CompilerService.Serve(requests, answers);
        });
        return command;
    }
}
