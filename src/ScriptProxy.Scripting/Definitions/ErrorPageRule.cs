using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>One <c>ErrorPage</c>: either a file or the script's own code.</summary>
/// <param name="Status">400 to 599.</param>
/// <param name="File">Full path of the page.</param>
/// <param name="Page">Makes the page.</param>
/// <param name="Intercepts">Whether the upstream's answers are replaced too.</param>
/// <param name="Place">The call in the script.</param>
public sealed record ErrorPageRule(
    int Status, string? File, Func<HttpContext, Task<IResult>>? Page, bool Intercepts, SourcePlace Place)
{
    /// <summary>What the file held when the script loaded.</summary>
    public byte[]? Content { get; init; }
}
