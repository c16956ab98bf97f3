using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using ScriptProxy.Cli.Commands;

namespace ScriptProxy.Cli;

/// <summary>All commands, and what holds for every one of them: usage errors and our own bugs.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            var result = Root().Parse(args);
            // A page of help would hide the line that says what is wrong.
            if (result.Action is ParseErrorAction usage)
                usage.ShowHelp = false;
            var code = await result.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // Commands that serve take their signals themselves.
                ProcessTerminationTimeout = null,
            });
            if (result.Action is not ParseErrorAction)
                return code;
            await error.WriteLineAsync($"See '{Path(result.CommandResult)} --help'.");
            return ExitCode.WrongUsage;
        }
        catch (Exception e)
        {
            await BugReport.WriteAsync(error, e);
            return ExitCode.Bug;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("A reverse proxy programmed in C#.")
        {
            RunCommand.Create(),
            CompileScriptsCommand.Create(),
            CheckCommand.Create(),
            ExplainCommand.Create(),
            NewCommand.Create(),
            EchoCommand.Create(),
            StatusCommand.Create(),
            ReloadCommand.Create(),
            CertsCommand.Create(),
            DoctorCommand.Create(),
            TrustCommand.Create(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "scriptproxy";
}
