namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>A message taken apart.</summary>
/// <param name="FirstLine">Request line or status line.</param>
/// <param name="Headers">In their order; names in lower case, for case means nothing in them.</param>
/// <param name="Framing">How the end of the body was told.</param>
/// <param name="Body">Without its framing, Latin-1.</param>
internal sealed record HttpMessage(
    string FirstLine, IReadOnlyList<(string Name, string Value)> Headers, string Framing, string Body)
{
    public string? Header(string name) =>
        Headers.Where(header => header.Name == name).Select(header => header.Value).FirstOrDefault();
}
