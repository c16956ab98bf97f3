namespace ScriptProxy.Architecture.Tests;

/// <summary>Fails a test with every violation on a line of its own.</summary>
internal static class Violations
{
    public static void AssertNone(IEnumerable<string> violations)
    {
        var lines = violations.ToList();
        Assert.True(lines.Count == 0, $"{lines.Count} violations:\n{string.Join('\n', lines)}");
    }
}
