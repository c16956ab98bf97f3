using System.CommandLine;
using System.CommandLine.Parsing;

namespace ScriptProxy.Cli.Commands;

/// <summary>The proxy.toml that a command works on: its argument, <c>-c FILE</c>, or the current directory's.</summary>
internal sealed class FileChoice
{
    /// <summary>The file when none is given.</summary>
    public const string Default = "proxy.toml";

    private readonly Argument<string?> _argument = new Argument<string?>("file")
    {
        Description = $"The file to read; {Default} when none is given",
        Arity = ArgumentArity.ZeroOrOne,
    }.RefusingOptions();

    private readonly Option<string?> _option = OptionOf("The same, as an option");

    private FileChoice()
    {
    }

    /// <summary>The option alone, for a command whose argument is something else.</summary>
    public static Option<string?> OptionOf(string description = $"The file to read; {Default} when none is given") =>
        new("--config", "-c") { Description = description, HelpName = "file" };

    /// <summary>The full path of the file that such an option names.</summary>
    public static string PathOf(ParseResult result, Option<string?> option) =>
        System.IO.Path.GetFullPath(result.GetValue(option) ?? Default);

    /// <summary>Adds argument and option to a command.</summary>
    public static FileChoice AddTo(Command command)
    {
        var choice = new FileChoice();
        command.Arguments.Add(choice._argument);
        command.Options.Add(choice._option);
        command.Validators.Add(choice.RefuseTwoFiles);
        return choice;
    }

    /// <summary>The full path of the chosen file.</summary>
    public string Path(ParseResult result) =>
        System.IO.Path.GetFullPath(result.GetValue(_argument) ?? result.GetValue(_option) ?? Default);

    private void RefuseTwoFiles(CommandResult result)
    {
        if (result.GetValue(_argument) is { } argument
            && result.GetValue(_option) is { } option
            && System.IO.Path.GetFullPath(argument) != System.IO.Path.GetFullPath(option))
            result.AddError($"'{argument}' and '-c {option}' name different files; give one of them.");
    }
}
