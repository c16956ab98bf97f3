using System.Text.RegularExpressions;

namespace ScriptProxy.Testing;

/// <summary>
/// Takes the admin endpoint out of a proxy.toml that does not name one: proxies of tests run side by side.
/// </summary>
public static partial class WithoutAdmin
{
    private const string Off = "admin = \"off\"\n";

    public static string In(string toml)
    {
        if (Admin().IsMatch(toml))
            return toml;
        var table = Table().Match(toml);
        return table.Success
            ? toml.Insert(table.Index + table.Length, "\n" + Off.TrimEnd('\n'))
            : $"{toml}\n[proxy]\n{Off}";
    }

    [GeneratedRegex(@"^\s*admin\s*=", RegexOptions.Multiline)]
    private static partial Regex Admin();

    [GeneratedRegex(@"^\s*\[proxy\][^\n]*", RegexOptions.Multiline)]
    private static partial Regex Table();
}
