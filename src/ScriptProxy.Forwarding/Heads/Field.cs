namespace ScriptProxy.Forwarding.Heads;

/// <summary>One field line of an answer: a header, or a trailer.</summary>
public readonly record struct Field(string Name, string Value)
{
    internal FieldKind Kind { get; init; }
}
