using Microsoft.AspNetCore.Http;

namespace ScriptProxy.PluginHosting;

/// <summary>One <c>AddMiddleware</c>.</summary>
public sealed record PluginMiddleware(
    string Plugin, string Name, Func<HttpContext, RequestDelegate, Task> Code, bool Everywhere, int Order);
