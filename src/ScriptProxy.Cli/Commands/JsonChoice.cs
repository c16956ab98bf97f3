using System.CommandLine;

namespace ScriptProxy.Cli.Commands;

/// <summary>The option <c>--json</c>: the answer for a program instead of a person.</summary>
internal static class JsonChoice
{
    public static Option<bool> AddTo(Command command)
    {
        var option = new Option<bool>("--json") { Description = "Write JSON to standard output" };
        command.Options.Add(option);
        return option;
    }

    /// <summary>Adds the file and <c>--json</c> to a command that needs nothing else, and runs it with both.</summary>
    public static Command WithFileAndJson(
        this Command command, Func<string, bool, InvocationConfiguration, CancellationToken, Task<int>> run)
    {
        var file = FileChoice.AddTo(command);
        var json = AddTo(command);
        command.SetAction((result, stop) => run(
            file.Path(result), result.GetValue(json), result.InvocationConfiguration, stop));
        return command;
    }
}
