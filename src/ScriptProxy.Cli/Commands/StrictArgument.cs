using System.CommandLine;

namespace ScriptProxy.Cli.Commands;

/// <summary>Keeps a misspelt option from being taken for a path.</summary>
internal static class StrictArgument
{
    public static Argument<T> RefusingOptions<T>(this Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.StartsWith('-'))
                    result.AddError($"'{token.Value}' is no option of this command (a path may begin './-').");
            }
        });
        return argument;
    }
}
