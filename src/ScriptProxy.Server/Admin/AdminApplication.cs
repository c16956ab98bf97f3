using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ScriptProxy.Server.Admin;

/// <summary>
/// What the admin endpoint's Kestrel calls for every request. No site, script or plugin has a part in it.
/// </summary>
internal sealed partial class AdminApplication(
    AdminDesk desk, Func<AdminAccess> access, ILogger log) : IHttpApplication<HttpContext>
{
    private const string NoToken =
        "this needs the header Authorization: Bearer TOKEN, with admin_token or what stands in state/admin.token\n";
    private const string NotOurs =
        "the Host or Origin is not this endpoint's; use its address and port, or localhost\n";

    private readonly AdminPaths _paths = new(desk);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await Answer(context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not BadHttpRequestException)
        {
            Failed(log, exception, context.Request.Method, context.Request.Path);
            if (context.Response.HasStarted)
                context.Abort();
            else
                await AdminAnswer.Text(context, StatusCodes.Status500InternalServerError, "see the log of the proxy\n");
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // The context owns nothing but features, and those are Kestrel's.
    }

    private Task Answer(HttpContext http)
    {
        var refusal = AdminGate.Refusal(http, access());
        if (refusal is not { } status)
            return _paths.Answer(http);
        if (status != StatusCodes.Status401Unauthorized)
            return AdminAnswer.Text(http, status, NotOurs);
        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"scriptproxy\"";
        return AdminAnswer.Text(http, status, NoToken);
    }

    [LoggerMessage(
        EventId = 4301, Level = LogLevel.Error,
        Message = "admin: {Method} {Path} failed by a fault of the proxy itself")]
    private static partial void Failed(ILogger log, Exception exception, string method, string? path);
}
