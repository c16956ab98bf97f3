namespace ScriptProxy.Cli.Tests;

public sealed class BugReportTests
{
    [Fact]
    public async Task Says_what_happened_in_one_line_how_to_report_it_and_where_it_came_from()
    {
        using var error = new StringWriter();

        await BugReport.WriteAsync(error, new InvalidOperationException("cogs jammed"));

        var lines = error.ToString().Split('\n');
        Assert.Equal("scriptproxy: internal error: InvalidOperationException: cogs jammed", lines[0]);
        Assert.Contains("open an issue", lines[1]);
        Assert.StartsWith("System.InvalidOperationException", lines[2]);
    }
}
