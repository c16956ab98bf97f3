using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>Text, with the variables in it already replaced.</summary>
public sealed record TomlStringNode(SourcePlace Place, string Text) : TomlNode(Place)
{
    public override string Kind => "a string";
}
