using System.Text.RegularExpressions;

namespace ScriptProxy.Testing;

/// <summary>
/// Makes a proxy.toml fit for a test: without the admin endpoint, unless it names one, as proxies of tests run side by side; and with the
/// scheduling of <see cref="TestRun"/>, unless it names another.
/// </summary>
public static partial class TestToml
{
    public static string Of(string toml)
    {
        List<string> lines = [];
        if (!Admin().IsMatch(toml))
            lines.Add("admin = \"off\"");
        if (TestRun.Scheduling is { } scheduling && !Scheduling().IsMatch(toml))
            lines.Add($"scheduling = \"{scheduling}\"");
        if (lines.Count == 0)
            return toml;
        var table = Table().Match(toml);
        return table.Success
            ? toml.Insert(table.Index + table.Length, "\n" + string.Join('\n', lines))
            : $"{toml}\n[proxy]\n{string.Join('\n', lines)}\n";
    }

    [GeneratedRegex(@"^\s*admin\s*=", RegexOptions.Multiline)]
    private static partial Regex Admin();

    [GeneratedRegex(@"^\s*scheduling\s*=", RegexOptions.Multiline)]
    private static partial Regex Scheduling();

    [GeneratedRegex(@"^\s*\[proxy\][^\n]*", RegexOptions.Multiline)]
    private static partial Regex Table();
}
