namespace ScriptProxy.Scripting.Definitions;

/// <summary>A header or query parameter that must be there, with one of the values if any are given.</summary>
public sealed record ValueCondition(string Name, IReadOnlyList<string> Values);
