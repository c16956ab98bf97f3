using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>
/// A value whose mistake was already reported: it is passed over, so that one mistake gives one message.
/// </summary>
public sealed record TomlFaultyNode(SourcePlace Place) : TomlNode(Place)
{
    public override string Kind => "a faulty value";
}
