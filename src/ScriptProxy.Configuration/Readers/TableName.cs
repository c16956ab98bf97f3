namespace ScriptProxy.Configuration.Readers;

/// <summary>The names that listeners, upstreams, sites and plugins may have: none that reads like a url.</summary>
internal static class TableName
{
    public static bool IsValid(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
}
