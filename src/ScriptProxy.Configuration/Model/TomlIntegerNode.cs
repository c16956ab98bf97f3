using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>A whole number.</summary>
public sealed record TomlIntegerNode(SourcePlace Place, long Number) : TomlNode(Place)
{
    public override string Kind => "a whole number";
}
