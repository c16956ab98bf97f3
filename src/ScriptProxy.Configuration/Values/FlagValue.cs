using ScriptProxy.Configuration.Model;

namespace ScriptProxy.Configuration.Values;

/// <summary><c>true</c> or <c>false</c>; also <c>"on"</c> and <c>"off"</c>.</summary>
internal static class FlagValue
{
    public static bool Read(ValueSource source, out bool value)
    {
        value = source.Node is TomlBooleanNode { Value: true } or TomlStringNode { Text: "on" };
        return value || source.IsOff || source.RefuseType("true or false");
    }
}
