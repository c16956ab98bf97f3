using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>A number with a fraction or an exponent.</summary>
public sealed record TomlFloatNode(SourcePlace Place, double Number) : TomlNode(Place)
{
    public override string Kind => "a number";
}
