using System.Text.RegularExpressions;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Explaining;

/// <summary>
/// A file whose first line is a command and whose rest is what that prints, on both streams, with the exit code if it
/// is not 0. With SCRIPTPROXY_ACCEPT_GOLDEN=1 what is printed now becomes what is expected.
/// </summary>
internal static partial class GoldenFile
{
    private const string Prompt = "$ scriptproxy ";

    public static string At(string relativePath) =>
        Checkout.At(Path.Combine("tests/ScriptProxy.Cli.Tests/Golden", relativePath));

    /// <summary>
    /// Runs the command of a file on the proxy.toml of a folder, whose path is left out of what is printed.
    /// </summary>
    public static async Task<(string Expected, string Printed)> Run(string folder, string file)
    {
        var command = File.ReadLines(file).First();
        var args = Word().Matches(command[Prompt.Length..]).Select(word => word.Value.Trim('\''));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. args, "-c", Path.Combine(folder, "proxy.toml")], output, error);
        var printed = $"{command}\n{output}{error}{(code == 0 ? "" : $"exit code {code}\n")}"
            .Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("SCRIPTPROXY_ACCEPT_GOLDEN") == "1")
            await File.WriteAllTextAsync(file, printed);
        return (await File.ReadAllTextAsync(file), printed);
    }

    [GeneratedRegex("'[^']*'|[^' ]+")]
    private static partial Regex Word();
}
