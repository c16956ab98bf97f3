using ScriptProxy.Configuration.Model;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Values;

/// <summary>A value that is about to be read.</summary>
/// <param name="Node">The value.</param>
/// <param name="Name">Its key, for messages.</param>
/// <param name="Folder">The folder that its relative paths start from.</param>
/// <param name="Diagnostics">Takes what is wrong with it.</param>
internal sealed record ValueSource(TomlNode Node, string Name, string Folder, List<Diagnostic> Diagnostics)
{
    /// <summary>Whether the value switches something off: <c>"off"</c> or <c>false</c>.</summary>
    public bool IsOff => Node is TomlBooleanNode { Value: false } or TomlStringNode { Text: "off" };

    /// <summary>Whether the value is a limit of 0, which stands for none.</summary>
    public bool IsNone => IsOff || Node is TomlIntegerNode { Number: 0 } or TomlStringNode { Text: "0" };

    /// <summary>Reports a mistake; false, for readers to return.</summary>
    public bool Refuse(Diagnostic diagnostic)
    {
        Diagnostics.Add(diagnostic);
        return false;
    }

    /// <summary>Reports that another type was expected, unless the value was reported as faulty before.</summary>
    public bool RefuseType(string expected) =>
        Node is not TomlFaultyNode && Refuse(SettingsDiagnostics.WrongType(Node.Place, Name, Node.Kind, expected));

    public ValueSource Item(TomlNode node) => this with { Node = node };
}
