using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads <c>[shared]</c>.</summary>
internal static class SharedReader
{
    public static SharedSettings Read(TableReader table)
    {
        var settings = new SharedSettings { Redis = table.Text("redis") };
        table.Finish();
        return settings;
    }
}
