using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Rules;

/// <summary>What answers an error status of ours, made at load from an <c>ErrorPage</c> of the script.</summary>
/// <param name="Answer">Sends the page with the status.</param>
/// <param name="Intercepts">Whether it replaces an upstream's answer of that status, too.</param>
internal sealed record ErrorPage(Func<HttpContext, int, Task> Answer, bool Intercepts);
