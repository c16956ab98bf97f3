using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>
/// One <c>Use</c>: either the script's own code or the name of a plugin's middleware, which is known to exist.
/// </summary>
public sealed record MiddlewareRule(
    Func<HttpContext, RequestDelegate, Task>? Code, string? PluginName, SourcePlace Place);
