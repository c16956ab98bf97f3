using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>A date or a time, which no setting takes.</summary>
public sealed record TomlDateNode(SourcePlace Place) : TomlNode(Place)
{
    public override string Kind => "a date";
}
