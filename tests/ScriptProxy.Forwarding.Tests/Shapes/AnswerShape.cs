namespace ScriptProxy.Forwarding.Tests.Shapes;

/// <summary>What a server sends, Latin-1, before it closes the connection.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Bytes">The bytes.</param>
internal sealed record AnswerShape(string Name, string Bytes)
{
    public string Method { get; init; } = "GET";

    /// <summary>Whether it is refused here on purpose, where HttpClient passes it.</summary>
    public bool IsStricter { get; init; }
}
