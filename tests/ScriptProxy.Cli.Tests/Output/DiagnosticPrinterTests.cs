using ScriptProxy.Cli.Output;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Cli.Tests.Output;

public sealed class DiagnosticPrinterTests
{
    private static readonly Diagnostic Error =
        Diagnostic.Error(new SourcePlace("/srv/proxy/proxy.toml", 14, 13), "SP1004", "no such upstream");

    private static readonly Diagnostic Warning =
        Diagnostic.Warning(new SourcePlace("/etc/other.toml"), "SP1099", "odd");

    [Fact]
    public void Shortens_paths_below_the_current_directory_and_counts_the_errors() =>
        Assert.Equal(
            """
            proxy.toml(14,13): error SP1004: no such upstream
            /etc/other.toml: warning SP1099: odd
            1 error, 1 warning

            """,
            Print([Error, Warning]));

    [Fact]
    public void Does_not_take_a_folder_that_only_begins_alike_for_the_current_one() =>
        Assert.StartsWith("/srv/proxy-2/", Print([Error with { Place = new SourcePlace("/srv/proxy-2/proxy.toml") }]));

    [Fact]
    public void Counts_nothing_when_there_are_only_warnings() =>
        Assert.Equal("/etc/other.toml: warning SP1099: odd\n", Print([Warning]));

    [Fact]
    public void Colours_the_severity_on_a_terminal() =>
        Assert.StartsWith(
            "proxy.toml(14,13): \u001b[31merror SP1004\u001b[0m: no such upstream", Print([Error], colour: true));

    private static string Print(IReadOnlyList<Diagnostic> diagnostics, bool colour = false)
    {
        using var error = new StringWriter { NewLine = "\n" };
        new DiagnosticPrinter(error, "/srv/proxy", colour).Print(diagnostics);
        return error.ToString();
    }
}
