using System.CommandLine;

namespace ScriptProxy.Cli.Commands;

/// <summary>A command whose help ends in an example; the list of all commands shows its description alone.</summary>
internal sealed class DocumentedCommand(string name, string description, string example) : Command(name, description)
{
    public string Example { get; } = example;
}
