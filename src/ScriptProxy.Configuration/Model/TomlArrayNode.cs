using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>A list of values, or the tables of one <c>[[name]]</c>.</summary>
public sealed record TomlArrayNode(SourcePlace Place, IReadOnlyList<TomlNode> Items) : TomlNode(Place)
{
    public override string Kind => "a list";
}
