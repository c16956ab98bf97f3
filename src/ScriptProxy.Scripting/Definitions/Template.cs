namespace ScriptProxy.Scripting.Definitions;

/// <summary>
/// The template of a <c>Rewrite</c> or <c>Redirect</c>, split at its parameters: literal texts and names of parameters
/// of the route's pattern, in turn. <c>/api/{rest}?x=1</c> is literal <c>/api/</c>, parameter <c>rest</c>, literal
/// <c>?x=1</c>.
/// </summary>
public sealed record Template(string Text, IReadOnlyList<TemplatePart> Parts)
{
    /// <summary>Whether the template brings its own query, so that the client's is dropped.</summary>
    public bool HasQuery { get; init; }
}
