namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>
/// What a cell says of a message: code spans that it has, and behind "without" those that it has not.
/// </summary>
internal sealed record Expectation(IReadOnlyList<string> Wanted, IReadOnlyList<string> Unwanted)
{
    public static Expectation Of(string cell)
    {
        var parts = cell.Split(" without ", 2);
        return new Expectation(SecurityTable.Code(parts[0]), parts.Length > 1 ? SecurityTable.Code(parts[1]) : []);
    }

    public void HoldsFor(string message)
    {
        Assert.All(Wanted, text => Assert.Contains(text, message, StringComparison.Ordinal));
        Assert.All(Unwanted, text => Assert.DoesNotContain(text, message, StringComparison.OrdinalIgnoreCase));
    }
}
