using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>A value of a TOML file and where it begins.</summary>
public abstract record TomlNode(SourcePlace Place)
{
    /// <summary>What kind of value it is, as messages name it: <c>a string</c>.</summary>
    public abstract string Kind { get; }
}
