using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Access;

/// <summary>
/// Runs after the limits, as nginx has it: answers 403 to clients that <c>Allow</c> and <c>Deny</c> keep out.
/// </summary>
internal sealed class AccessLink(AccessRules rules)
{
    public Task Run(HttpContext http, RequestDelegate next) =>
        rules.Decide(ProxyRequest.Of(http).ClientIp).Admitted
            ? next(http)
            : Answer.Plain(http, StatusCodes.Status403Forbidden);
}
