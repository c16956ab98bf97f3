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
}
