namespace ScriptProxy.Scripting.Definitions;

/// <summary>A literal text or the name of a captured parameter.</summary>
public readonly record struct TemplatePart(string Text, bool IsParameter);
