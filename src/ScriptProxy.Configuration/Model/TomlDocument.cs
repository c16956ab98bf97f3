namespace ScriptProxy.Configuration.Model;

/// <summary>One TOML file.</summary>
/// <param name="File">Its full path.</param>
/// <param name="Root">Its tables.</param>
/// <param name="Complete">Whether all of it could be read; else names may be missing through no fault of who
/// refers to them.</param>
internal sealed record TomlDocument(string File, TomlTableNode Root, bool Complete)
{
    public string Folder => Path.GetDirectoryName(File) ?? File;

    public static TomlDocument Unread(string file) => new(file, new TomlTableNode(new(file), []), Complete: false);
}
