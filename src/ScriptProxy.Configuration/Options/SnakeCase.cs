using System.Text;

namespace ScriptProxy.Configuration.Options;

/// <summary>The keys that C# names have in TOML: <c>CountryCodes</c> is <c>country_codes</c>.</summary>
internal static class SnakeCase
{
    public static string Of(string name)
    {
        var key = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (BeginsWord(name, i))
                key.Append('_');
            key.Append(char.ToLowerInvariant(name[i]));
        }

        return key.ToString();
    }

    // "HTTPPort" is http_port: the last capital of a row begins the next word.
    private static bool BeginsWord(string name, int at) =>
        at > 0 && name[at - 1] != '_' && char.IsUpper(name[at])
        && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])));
}
