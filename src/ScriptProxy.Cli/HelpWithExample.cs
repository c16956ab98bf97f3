using System.CommandLine;
using System.CommandLine.Invocation;
using ScriptProxy.Cli.Commands;

namespace ScriptProxy.Cli;

/// <summary>Shows the help that the parser writes, then the command's example.</summary>
internal sealed class HelpWithExample(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => help.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DocumentedCommand command)
            parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {command.Example}");
        return code;
    }
}
