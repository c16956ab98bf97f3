using System.Diagnostics.CodeAnalysis;
using ScriptProxy.Configuration.Model;

namespace ScriptProxy.Configuration.Values;

/// <summary>Text, and the file names that are text.</summary>
internal static class TextValue
{
    /// <summary>Text that may be empty.</summary>
    public static bool ReadAny(ValueSource source, [MaybeNullWhen(false)] out string value)
    {
        value = (source.Node as TomlStringNode)?.Text;
        return value is not null || source.RefuseType("text in quotes");
    }

    /// <summary>Text that says something.</summary>
    public static bool Read(ValueSource source, [MaybeNullWhen(false)] out string value)
    {
        if (!ReadAny(source, out value))
            return false;
        if (value.Contains('\0', StringComparison.Ordinal))
            return source.Refuse(SettingsDiagnostics.NulCharacter(source.Node.Place, source.Name));
        return value.Trim().Length > 0
            || source.Refuse(SettingsDiagnostics.EmptyText(source.Node.Place, source.Name));
    }

    /// <summary>Text, or null for <c>"off"</c>.</summary>
    public static bool ReadOrOff(ValueSource source, out string? value)
    {
        value = null;
        return source.IsOff || Read(source, out value);
    }

    /// <summary>A file or folder, as a full path.</summary>
    public static bool ReadPath(ValueSource source, [MaybeNullWhen(false)] out string value)
    {
        if (!Read(source, out value))
            return false;
        value = Path.GetFullPath(value, source.Folder);
        return true;
    }
}
