using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed record TomlBooleanNode(SourcePlace Place, bool Value) : TomlNode(Place)
{
    public override string Kind => "a boolean";
}
