using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>
/// One change of one header. With neither a text nor a function the header is removed.
/// </summary>
/// <param name="Name">A valid header name (RFC 9110 token).</param>
/// <param name="Text">The fixed value, free of CR, LF and NUL.</param>
/// <param name="Value">Makes the value; null leaves the header as it is.</param>
/// <param name="Append">Adds a further value.</param>
/// <param name="Place">The call in the script.</param>
public sealed record HeaderRule(
    string Name, string? Text, Func<HttpContext, string?>? Value, bool Append, SourcePlace Place)
{
    public bool Removes => Text is null && Value is null;
}
