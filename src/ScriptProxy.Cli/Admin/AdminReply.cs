namespace ScriptProxy.Cli.Admin;

/// <summary>What the running proxy said, or why it said nothing.</summary>
/// <param name="Status">Status of its answer; 0 for none.</param>
/// <param name="Text">Body of its answer.</param>
/// <param name="Problem">What is wrong and what to do; null for an answer that can be used.</param>
internal sealed record AdminReply(int Status, string Text, string? Problem)
{
    public static AdminReply Without(string problem) => new(0, "", problem);
}
